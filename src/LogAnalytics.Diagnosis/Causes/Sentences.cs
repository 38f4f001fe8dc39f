namespace LogAnalytics.Diagnosis;

/// <summary>Wording that the rules share: counts and UTC times.</summary>
internal static class Sentences
{
    private const int LongestValue = 100;

    public static string Utc(DateTime time) => Invariant($"{time:yyyy-MM-dd HH:mm:ss}Z");

    /// <summary>Log text for a sentence: control characters shown as U+FFFD, long values cut.</summary>
    public static string Show(string? value)
    {
        if (value is null)
            return "none";
        string clean = string.Concat(value.Select(c => IsPrintable(c) ? c : '\uFFFD'));
        return clean.Length <= LongestValue ? clean : clean[..LongestValue] + "…";
    }

    public static string ShowAll(IEnumerable<string?> values)
    {
        const int shown = 5;
        var all = values.ToList();
        string text = string.Join(", ", all.Take(shown).Select(Show));
        return all.Count <= shown ? text : Invariant($"{text} and {all.Count - shown} more");
    }

    public static string Count(long count, string one, string many) => Invariant($"{count:N0} {(count == 1 ? one : many)}");

    /// <summary>What a change accounts for, and what speaks for and against the old value.</summary>
    public static void Describe(this Notes notes, ValueChange change, IncidentReading reading, string what)
    {
        DateTime first = change.New.Min(v => v.FirstSeen);
        long early = change.New.Sum(v => v.PassedBefore);
        notes.For(Invariant($"{change.Failed:N0} of {change.FailedTotal:N0} failures carry {what} first seen at {Utc(first)}; {reading.PassedBefore - early:N0} messages passed with something else before."));
        if (change.KeptPassing.ToList() is { Count: > 0 } kept)
            notes.For(Invariant($"On the same servers {Count(kept.Sum(v => v.PassedDuring), "message", "messages")} passed in the window with what was used before."));
        if (change.CameBack.ToList() is { Count: > 0 } back)
            notes.For(Invariant($"After the window {Count(back.Sum(v => v.PassedAfter), "message", "messages")} passed with what was used before, and the new value is gone."));
        if (change.FailedTotal > change.Failed)
            notes.Against(Invariant($"{change.FailedTotal - change.Failed:N0} of {change.FailedTotal:N0} failures do not carry it."));
        if (early > 0)
            notes.Against(Invariant($"{Count(early, "message", "messages")} passed with it before the first failure; recipients inside the service pass without attribution."));
        if (change.IsReturn)
            notes.Against("It had passed in an earlier period.");
        if (!reading.HasEnoughTrials)
            notes.Missing(Invariant($"More trials: {reading.FailedDuring:N0} failed, {reading.PassedBefore:N0} passed before."));
    }

    /// <summary>Names another attribute that changed at the same time.</summary>
    public static void DescribeRivals(this Notes notes, IncidentReading reading, params ReadOnlySpan<string> attributes)
    {
        foreach (string attribute in attributes)
            if (reading.Changed(attribute))
                notes.Against(Invariant($"The {attribute.Replace('_', ' ')} changed at the same time and accounts for the failures as well."));
    }

    /// <summary>A value that passed before and now fails alone: what broke is tied to it, not new.</summary>
    public static void DescribeSlice(this Notes notes, IncidentReading reading)
    {
        if (reading.Evidence.Slice.Count > 0)
            notes.For(Invariant($"The failures are confined to {string.Join(" and ", reading.Evidence.Slice.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => Invariant($"{t.Key.Replace('_', ' ')} {Show(t.Value)}")))}."));
    }

    public static void DescribePeers(this Notes notes, IncidentReading reading)
    {
        if (reading.Peers.Passing > 0)
            notes.For(Invariant($"Other servers kept passing: {reading.Peers.Passing} of {reading.Peers.Total}, {Count(reading.Peers.Passed, "message", "messages")}."));
    }

    /// <summary>What side inputs date shortly before the onset: what, and by whom only where the export says so.</summary>
    public static void DescribeKnownChanges(this Notes notes, IncidentReading reading, params ReadOnlySpan<ChangeKind> kinds)
    {
        const int most = 5;
        var changes = reading.ChangesBeforeOnset(kinds).ToList();
        // The nearest ones, in the order of time.
        foreach (ConfigurationChange change in changes.TakeLast(most))
            notes.For(Invariant($"{KnownChanges.Distance(change.Time, reading.Evidence.FirstBad)} the first failure, at {Utc(change.Time)}: {Subject(change.Kind)}: {Show(change.Text)}{(change.By is null ? "" : ", by " + Show(change.By))}."));
    }

    private static string Subject(ChangeKind kind) => kind switch
    {
        ChangeKind.HybridWizardRun => "the hybrid wizard",
        ChangeKind.WizardWarning => "a warning of the hybrid wizard",
        ChangeKind.InboundConnector => "an inbound connector was changed",
        ChangeKind.SendConnector => "a send connector was changed",
        ChangeKind.AcceptedDomain => "an accepted domain was changed",
        _ => "a certificate was changed",
    };

    private static bool IsPrintable(char c)
        => !char.IsControl(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);
}
