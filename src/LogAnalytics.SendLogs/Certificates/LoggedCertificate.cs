namespace LogAnalytics.SendLogs.Certificates;

/// <summary>A certificate as the log shows it. What the log does not hold is null, never invented.</summary>
public sealed record LoggedCertificate
{
    private string? _alternateNamesText;

    /// <summary>Identity: 40 upper-case hex digits.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>Distinguished name as logged; of a row without a border between subject and issuer, both.</summary>
    public string? Subject { get; init; }

    /// <summary>Distinguished name as logged; null where the row has no border or is cut in it.</summary>
    public string? Issuer { get; init; }

    /// <summary>2 to 64 hex digits as logged.</summary>
    public string? Serial { get; init; }

    /// <summary>Subject alternate names; null where the log has none (unknown, not empty).</summary>
    public IReadOnlyList<string>? AlternateNames { get; init; }

    /// <summary>The alternate names joined by <c>;</c>, made once: most sessions present the same certificate.</summary>
    public string? AlternateNamesText => _alternateNamesText ??= AlternateNames is null ? null : string.Join(';', AlternateNames);

    public DateTime? NotBefore { get; init; }

    public DateTime? NotAfter { get; init; }
}
