using System.Globalization;
using System.Text;
using LogAnalytics.Diagnosis;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Text;

/// <summary>Wording shared by all reports: times, rates, durations. Log text is hostile: see <see cref="Safe"/>.</summary>
public static class Say
{
    public static string Iso(DateTime utc) => ValueText.Iso(utc);

    public static string Time(DateTime? utc) => utc is { } time ? time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "–";

    public static string Rate(double rate) => rate.ToString("P1", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Example: "1 server log", "2,000 server logs".</summary>
    public static string Count(long count, string one) => $"{Count(count)} {one}{(count == 1 ? "" : "s")}";

    public static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Days} d {span.Hours} h"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s"),
    };

    public static string Gap(CoverageGap gap) => $"{Words(gap.Kind)} {Time(gap.From)}–{Time(gap.To)}";

    /// <summary>"certificate_name_changed" → "certificate name changed".</summary>
    public static string Words(string id) => id.Replace('_', ' ');

    public static string Words(Confidence confidence) => confidence.ToString().ToLowerInvariant();

    /// <summary>The reply that users know the family by; of a family of their own, its reply code and name.</summary>
    public static string Family(string family, int? replyCode) => (family, replyCode) switch
    {
        ("tenant_attribution", null or 550) => "550 5.7.64 TenantAttribution",
        ("attr36", null or 550) => "550 5.7.64 ATTR36",
        ("attr35", null or 451) => "451 4.4.62 ATTR35",
        (_, { } code) => string.Create(CultureInfo.InvariantCulture, $"{code} {family}"),
        _ => family,
    };

    /// <summary>One sentence: what began between which instants.</summary>
    public static string Headline(Incident incident) => incident switch
    {
        { State: "pre_existing" } =>
            $"{Family(incident.Family, incident.ReplyCode)} was already failing when the logs begin; first seen {Time(incident.Onset.FirstBad.Time)}",
        { Onset.LastGood: null } => $"{Family(incident.Family, incident.ReplyCode)} began at or before {Time(incident.Onset.FirstBad.Time)}",
        _ => $"{Family(incident.Family, incident.ReplyCode)} began between {Time(incident.Onset.LastGood.Time)} and {Time(incident.Onset.FirstBad.Time)}",
    };

    /// <summary>The interval of the change, where it is not simply from the last good to the first bad message.</summary>
    public static string? Change(IncidentOnset onset)
    {
        if (onset.ChangeEarliest is not { } earliest || onset.LastGood is not { } good || (earliest >= good.Time && onset.ChangeLatest <= onset.FirstBad.Time))
            return null;
        string successes = "the successes in between were on servers that it may have reached later, or of a share that still passes";
        string refusals = onset.ChangeLatest > onset.FirstBad.Time ? "; the first refusals may be chance, as ever more failed" : "";
        return $"What broke changed between {Time(earliest)} and {Time(onset.ChangeLatest)}: {successes}{refusals}.";
    }

    /// <summary>What became of the recipients: refused for good (bounced) or put off (queued), as the reply code says.</summary>
    public static string Fate(int? replyCode) => replyCode switch
    {
        >= 400 and < 500 => string.Create(CultureInfo.InvariantCulture, $"queued ({replyCode} is retried; expires after two days by default)"),
        >= 500 => string.Create(CultureInfo.InvariantCulture, $"bounced ({replyCode} is not retried)"),
        _ => "refused",
    };

    public static string Status(Incident incident) => incident.Status == "recovered" && incident.Recovery.FirstGood is { } good
        ? $"recovered: last failure {Time(incident.Recovery.LastBad?.Time)}, first success {Time(good.Time)}"
        : $"still failing: last failure {Time(incident.Recovery.LastBad?.Time)}";

    /// <summary>What the last analysis knew of it.</summary>
    public static string Novelty(Incident incident) => incident.Novelty == "new" ? "new" : incident.Novelty == "resolved" ? "known, resolved" : "known, ongoing";

    /// <summary>A list cut to what a person reads.</summary>
    public static string List(IReadOnlyList<string> items, int most = 4) => items.Count switch
    {
        0 => "–",
        _ when items.Count <= most => string.Join(", ", items.Select(Safe)),
        _ => string.Join(", ", items.Take(most).Select(Safe)) + $" and {items.Count - most} more",
    };

    public static string Certificate(Incident incident, string? thumbprint)
    {
        if (thumbprint is null)
            return "none sent";
        string? subject = incident.Certificates.FirstOrDefault(certificate => certificate.Thumbprint == thumbprint)?.Subject;
        return subject is null ? Thumbprint(thumbprint) : $"{Safe(subject)} ({Thumbprint(thumbprint)})";
    }

    /// <summary>Its first digits; a pseudonym is short already.</summary>
    public static string Thumbprint(string thumbprint) =>
        thumbprint.Length > 8 && !thumbprint.Contains('-') ? thumbprint[..8] + "…" : thumbprint;

    /// <summary>Log text for a terminal or a text file: no control, escape, invisible or direction-changing characters.</summary>
    public static string Safe(string text)
    {
        if (text.All(IsHarmless))
            return text;
        StringBuilder safe = new(text.Length);
        // By code points: tags and other invisible characters lie beyond the first 65,536. What is no character at all becomes U+FFFD too.
        foreach (Rune rune in text.EnumerateRunes())
            safe.Append(IsHarmless(Rune.GetUnicodeCategory(rune)) ? rune.ToString() : "\uFFFD");
        return safe.ToString();
    }

    private static bool IsHarmless(char c) => !char.IsSurrogate(c) && IsHarmless(char.GetUnicodeCategory(c));

    private static bool IsHarmless(UnicodeCategory category) =>
        category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
