namespace LogAnalytics.Kernel.Engine;

/// <summary>What became of a cell.</summary>
/// <param name="Value">The value of its last expression, MIME type → text; null where there is none.</param>
/// <param name="Error">Null where it ended well.</param>
public sealed record CellOutcome(IReadOnlyDictionary<string, string>? Value, CellError? Error)
{
    public static CellOutcome Failed(CellError error) => new(null, error);
}
