namespace LogAnalytics.Reports.Sessions;

/// <summary>What a row decides, in a word: by its reply code and family, or by what it reports.</summary>
public static class TranscriptVerdict
{
    /// <summary>Examples: <c>ok</c>, <c>refused: tenant_attribution</c>; null where a row decides nothing.</summary>
    public static string? Of(TranscriptRow row)
    {
        string? verdict = row.Event switch
        {
            "<" => row.Data is [var first, ..] ? first switch { '2' or '3' => "ok", '4' => "put off", '5' => "refused", _ => null } : null,
            "*" when row.Text.StartsWith("TLS negotiation failed", StringComparison.Ordinal) => "failed",
            "*" when row.Text.StartsWith("Failed to connect", StringComparison.Ordinal) => "failed",
            _ => null,
        };
        return row.Family is null ? verdict : $"{verdict ?? "refused"}: {row.Family}";
    }
}
