using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>The messages that bound an incident, each with the line that says so.</summary>
internal static class Bracket
{
    /// <summary>What puts the bounds in doubt, and what stands right before them.</summary>
    public static void WriteNotes(HtmlWriter html, Incident incident)
    {
        if (Say.Change(incident.Onset) is { } said)
            Note("", said);
        if (incident.Onset.GapNote is { } gap)
            Note("Logs are missing in between, so it may have begun earlier: ", gap);
        if (incident.Onset.SkewNote is { } skew)
            Note("Clocks: ", skew);
        if (incident.Changes.LastOrDefault(change => change.Time <= incident.Onset.FirstBad.Time) is { } change)
            Note($"Changed {change.Distance} the first failure: ", change.Text + (change.By is null ? "" : $", by {change.By}"));
        if (incident.Onset.FirstUses.Count > 0)
            Note("The first failure came ", incident.Onset.FirstUses[0].Text + ".");

        void Note(string label, string text)
        {
            using var note = html.In("p", ("class", "note"));
            if (label.Length > 0)
                html.Element("strong", label);
            html.Text(text);
        }
    }

    /// <summary>On the first screen: the two that matter.</summary>
    public static void WriteBounds(HtmlWriter html, Incident incident, IncidentDetails details)
    {
        using var list = html.In("dl", ("class", "facts bounds"));
        Fact("Last good", "last_good", incident.Onset.LastGood);
        if (incident.Onset.LastInformativeGood != incident.Onset.LastGood)
            Fact("Last good that proves attribution", "last_informative_good", incident.Onset.LastInformativeGood);
        Fact("First bad", "first_bad", incident.Onset.FirstBad);

        void Fact(string label, string bound, TrialPoint? point)
        {
            using var fact = html.In("div");
            html.Element("dt", label);
            using var value = html.In("dd");
            html.Time(point?.Time);
            if (point is null)
                return;
            html.Text($" {point.Server}, session {point.SessionId}, ");
            Place(html, incident, bound, point, details);
        }
    }

    /// <summary>Every bound, and the row of the log behind it.</summary>
    public static void WriteRows(HtmlWriter html, Incident incident, IncidentDetails details)
    {
        (string Label, string Bound, TrialPoint? Point)[] bounds =
        [
            ("last good", "last_good", incident.Onset.LastGood),
            ("last good that proves attribution", "last_informative_good", incident.Onset.LastInformativeGood),
            ("first bad", "first_bad", incident.Onset.FirstBad),
            ("last bad", "last_bad", incident.Recovery.LastBad),
            ("first good after", "first_good", incident.Recovery.FirstGood),
        ];
        html.Element("h3", "The rows that bound it");
        HtmlTable.Write(
            html, "Bounds of the incident, each with the reply that decided", null, ["Bound", "Time (UTC)", "Server", "Session", "File and line", "The row"],
            bounds.Where(bound => bound.Point is not null),
            bound =>
            {
                html.Element("th", bound.Label, ("scope", "row"), ("id", Anchors.Row(incident, bound.Bound)));
                html.Element("td", Say.Iso(bound.Point!.Time), ("class", "time"));
                html.Cell(bound.Point.Server);
                html.Cell(bound.Point.SessionId, "code");
                html.Cell(PlaceText(bound.Point), "place");
                html.Cell(details.Cited.GetValueOrDefault(bound.Bound) is { } cited ? $"{cited.Row.Event} {cited.Row.Text}" : "not in the lake", "code");
            });
    }

    private static void Place(HtmlWriter html, Incident incident, string bound, TrialPoint point, IncidentDetails details)
    {
        if (IncidentSection.HasRows(details))
            html.Element("a", PlaceText(point), ("href", "#" + Anchors.Row(incident, bound)), ("class", "place"));
        else
            html.Element("span", PlaceText(point), ("class", "place"));
    }

    private static string PlaceText(TrialPoint point) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{point.File ?? "file unknown"}:{point.Line}");
}
