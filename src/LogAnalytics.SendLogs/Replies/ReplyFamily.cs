namespace LogAnalytics.SendLogs.Replies;

/// <summary>What a family of refusals means for attribution.</summary>
public enum FamilyClass
{
    /// <summary>Attribution failed: counted.</summary>
    A,

    /// <summary>Companion of the same trouble: shown beside, never counted.</summary>
    B,

    /// <summary>Look-alike: never counted.</summary>
    C,
}

/// <summary>One row of the taxonomy.</summary>
public sealed record ReplyFamily(string Id, FamilyClass Class, int? Code, EnhancedCodeRange? Enhanced, string[][] Words, string Meaning, string Source)
{
    public bool Matches(in SmtpReply reply) =>
        (Code is null || Code == reply.Code)
        && (Enhanced is null || Enhanced.Contains(reply.EnhancedCode))
        && HasWords(reply.Text);

    private bool HasWords(string text)
    {
        foreach (string[] alternatives in Words)
        {
            if (!Array.Exists(alternatives, word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
                return false;
        }

        return true;
    }
}

/// <summary>An enhanced status code (RFC 3463), or a range of its last part: <c>5.7.606-649</c>.</summary>
public sealed record EnhancedCodeRange(string Prefix, int First, int Last)
{
    public static EnhancedCodeRange Parse(string text)
    {
        int dot = text.LastIndexOf('.');
        string[] ends = text[(dot + 1)..].Split('-');
        int first = int.Parse(ends[0], System.Globalization.CultureInfo.InvariantCulture);
        return new EnhancedCodeRange(text[..(dot + 1)], first, ends.Length > 1 ? int.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture) : first);
    }

    public bool Contains(string? code) =>
        code is not null
        && code.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(code.AsSpan(Prefix.Length), out int last)
        && last >= First && last <= Last;
}
