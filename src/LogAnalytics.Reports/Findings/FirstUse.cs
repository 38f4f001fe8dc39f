using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Findings;

/// <summary>A value that a failing server used for the first time shortly before its first failure.</summary>
/// <param name="Attribute"><c>certificate</c>, <c>public_address</c>, <c>tls</c> or <c>connector</c>.</param>
/// <param name="Value">Null: no certificate sent.</param>
/// <param name="FromValue">What the server used before.</param>
/// <param name="IsReturn">The server had used the value before: a roll-back.</param>
/// <param name="Others">Servers that had not used it by then: since when they do, or how their messages went in the window.</param>
public sealed record FirstUse(
    string Server, string? Connector, string Attribute, string? Value, DateTime FirstUsedAt, DateTime FirstBadAt, string? FromValue, bool IsReturn,
    IReadOnlyList<string> Others)
{
    /// <summary>Example: "4 min 12 s after certificate AB12CD34… was first used on EX02 (before: 9F00AA11…)".</summary>
    public string Text =>
        $"{Say.Span(FirstBadAt - FirstUsedAt)} after {Say.Words(Attribute)} {Name(Value)} was {(IsReturn ? "used again" : "first used")} on {Server} (before: {Name(FromValue)})"
        + (Others.Count == 0 ? "" : $"; not by then on {Say.List(Others)}");

    private string Name(string? value) => value switch
    {
        null => "none",
        _ when Attribute == "certificate" => Say.Thumbprint(Say.Safe(value)),
        _ => $"'{Say.Safe(value)}'",
    };
}
