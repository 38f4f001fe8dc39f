namespace LogAnalytics.Reports.Details;

/// <summary>The first rows of a table, and how many it has.</summary>
public sealed record Capped<T>(IReadOnlyList<T> Rows, long Total)
{
    public static Capped<T> None { get; } = new([], 0);

    public long Beyond => Total - Rows.Count;
}
