using LogAnalytics.Queries;
using LogAnalytics.Reports.Explaining;

namespace LogAnalytics.Cli.Explaining;

/// <summary>What the lake answers to a step, and whether the findings say the same.</summary>
/// <param name="Rows">The first rows, values as .NET sees them.</param>
/// <param name="RowCount">All rows.</param>
/// <param name="Agrees">Null where the findings do not say.</param>
public sealed record ExplainAnswer(ExplainStep Step, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, long RowCount, bool? Agrees)
{
    public static ExplainAnswer Ask(LakeDatabase database, ExplainStep step, int mostRows, CancellationToken cancellation)
    {
        using QueryResult result = database.Read(step.Sql, cancellation: cancellation);
        List<IReadOnlyList<object?>> rows = [];
        long count = 0;
        bool agrees = true;
        while (result.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            object?[] row = [.. Enumerable.Range(0, result.Columns.Count).Select(result.Value)];
            if (step.Expected is { } expected)
                agrees &= count < expected.Count && IsSame(result.Columns, row, expected[(int)count]);
            if (count++ < mostRows)
                rows.Add(row);
        }

        return new ExplainAnswer(step, result.Columns, rows, count, step.Expected is { } all ? agrees && count == all.Count : null);
    }

    private static bool IsSame(IReadOnlyList<string> columns, object?[] row, IReadOnlyDictionary<string, object?> expected) =>
        Enumerable.Range(0, row.Length).All(i => !expected.TryGetValue(columns[i], out object? value) || ValueText.Of(value) == ValueText.Of(row[i]));
}
