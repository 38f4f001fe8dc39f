using LogAnalytics.Queries;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Notebooks.Frames;

/// <summary>Collects the rows of a result, column by column.</summary>
internal sealed class FrameBuilder
{
    private readonly QueryResult _result;
    private readonly ColumnBuilder[] _columns;
    private int _rows;

    public FrameBuilder(QueryResult result)
    {
        _result = result;
        string[] names = UniqueNames(result.Columns);
        _columns = [.. names.Select((name, i) => ColumnBuilder.Of(name, result.Types[i]))];
    }

    /// <summary>Takes the row that the result stands on.</summary>
    public void AddRow(int maxRows)
    {
        if (_rows++ == maxRows)
            throw new ResultTooLargeException(maxRows);
        for (int i = 0; i < _columns.Length; i++)
            _columns[i].Add(_result.Value(i));
    }

    public DataFrame Build() => new(_columns.Select(column => column.Build()));

    // SQL may name two columns alike, a DataFrame may not: the second 'server' becomes 'server_2'. It compares without case.
    private static string[] UniqueNames(IReadOnlyList<string> names)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        string[] unique = new string[names.Count];
        for (int i = 0; i < unique.Length; i++)
        {
            unique[i] = names[i];
            for (int n = 2; !taken.Add(unique[i]); n++)
                unique[i] = $"{names[i]}_{n}";
        }

        return unique;
    }
}
