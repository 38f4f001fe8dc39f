using System.Globalization;
using System.Text.RegularExpressions;

namespace LogAnalytics.Exports;

/// <summary><c>.log</c> of the Hybrid Configuration Wizard: when it ran, what it found to differ from what it wanted, and its warnings.</summary>
internal static partial class WizardLogExport
{
    private const int MostDifferences = 20;

    // The two properties on which attribution rests, and what selects the certificate.
    private static readonly string[] _told = ["TlsSenderCertificateName", "TlsCertificateName", "SenderIPAddresses", "SmartHosts", "Enabled", "ConnectorType", "RequireTls", "Fqdn"];

    public static bool IsLog(string text)
    {
        string head = text[..Math.Min(text.Length, 16 * 1024)];
        return LineTime().IsMatch(head) && (head.Contains("[Client=", StringComparison.Ordinal) || head.Contains("HCW", StringComparison.Ordinal)
            || head.Contains("Hybrid", StringComparison.Ordinal) || TableHeader().IsMatch(head));
    }

    public static IReadOnlyList<ConfigurationChange> Read(string text)
    {
        List<ConfigurationChange> changes = [];
        DateTime? first = null, now = null;
        bool inTable = false;
        int lines = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (++lines > ExportLimits.MaxObjects)
                throw new ExportException(ExportProblem.TooLarge("lines"));
            if (TimeOf(line) is { } time)
            {
                first ??= time;
                now = time;
            }

            if (TableHeader().IsMatch(line))
                inTable = true;
            else if (!line.Contains('|'))
                inTable = false;
            else if (inTable && now is { } at && changes.Count < MostDifferences && DifferenceOf(line) is { } difference)
                changes.Add(new ConfigurationChange(ChangeKind.HybridWizardRun, at, difference));
            if (now is { } warned && line.Contains("HCW8103", StringComparison.Ordinal))
                changes.Add(new ConfigurationChange(ChangeKind.WizardWarning, warned, "HCW8103: the certificate's domain is no accepted domain (ATTR36 may follow)"));
        }

        if (first is { } start)
            changes.Insert(0, new ConfigurationChange(ChangeKind.HybridWizardRun, start, "the Hybrid Configuration Wizard was started"));
        return changes;
    }

    // TlsSenderCertificateName | False | *.contoso.com | mail.contoso.com
    private static string? DifferenceOf(ReadOnlySpan<char> line)
    {
        string[] cells = [.. line.ToString().Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
        return cells.Length == 4 && cells[1].Equals("False", StringComparison.OrdinalIgnoreCase) && _told.Contains(cells[0], StringComparer.OrdinalIgnoreCase)
            ? $"{cells[0]} was '{cells[2]}', the wizard wanted '{cells[3]}'"
            : null;
    }

    // 2026.03.10 12:31:05.417 *INFO * 10277 [Client=UX, Page=…
    private static DateTime? TimeOf(ReadOnlySpan<char> line)
    {
        const int length = 23;
        if (line.Length < length || !LineTime().IsMatch(line[..length]))
            return null;
        return DateTime.TryParseExact(
            line[..length], ["yyyy.MM.dd HH:mm:ss.fff", "yyyy-MM-dd HH:mm:ss.fff"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time) ? time : null;
    }

    [GeneratedRegex(@"^\d{4}[.-]\d\d[.-]\d\d \d\d:\d\d:\d\d\.\d{3}", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex LineTime();

    [GeneratedRegex(@"\bName\s*\|\s*Equals\s*\|\s*Actual\s*\|\s*Expected\b", RegexOptions.CultureInvariant)]
    private static partial Regex TableHeader();
}
