using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Formats;

/// <summary>timeline.jsonl: what happened when, one event a line, as Timesketch takes it (message, datetime, timestamp_desc).</summary>
public static class Timeline
{
    /// <summary>Bounds of incidents, rotations, changes: by time.</summary>
    public static void Write(TextWriter writer, FindingsDocument findings)
    {
        foreach (TimelineEvent entry in findings.Incidents.SelectMany(OfIncident).Concat(findings.Rotations.Select(OfRotation))
            .OrderBy(entry => entry.Datetime).ThenBy(entry => entry.TimestampDesc, StringComparer.Ordinal).ThenBy(entry => entry.Message, StringComparer.Ordinal))
            writer.Write(FindingsJson.WriteLine(entry));
    }

    /// <summary>A refusal of an incident, by its last line.</summary>
    /// <param name="novelty">Of its incident.</param>
    public static void Write(TextWriter writer, AffectedMessage message, string? novelty) => writer.Write(FindingsJson.WriteLine(new TimelineEvent(
        Say.Safe($"{message.Incident}: {message.Sender ?? "unknown sender"} to {message.Recipient ?? "no recipient yet"} refused: {message.LastReply}"),
        message.LastRefusedAt, "Attribution refused", message.Incident, novelty, message.Server, message.SessionId, message.File, message.Line)));

    private static IEnumerable<TimelineEvent> OfIncident(Incident incident)
    {
        IEnumerable<(TrialPoint? Point, string What, string Text)> points =
        [
            (incident.Onset.LastGood, "Last good", "last message that passed before the onset"),
            (incident.Onset.LastInformativeGood == incident.Onset.LastGood ? null : incident.Onset.LastInformativeGood, "Last good that proves attribution", "last message before the onset that proves attribution"),
            (incident.Onset.FirstBad, incident.State == "pre_existing" ? "First seen failing" : "Onset", Say.Headline(incident)),
            (incident.Recovery.LastBad, "Last bad", "last message that failed"),
            (incident.Recovery.FirstGood, "Recovery", "first message that proves attribution again"),
        ];
        foreach ((TrialPoint? point, string what, string text) in points)
        {
            if (point is not null)
                yield return new TimelineEvent(Say.Safe($"{incident.Id}: {text}"), point.Time, what, incident.Id, incident.Novelty, point.Server, point.SessionId, point.File, point.Line);
        }

        foreach (IncidentChange change in incident.Changes)
            yield return new TimelineEvent(Say.Safe($"{incident.Id}: {change.Text}{(change.By is null ? "" : ", by " + change.By)}"), change.Time, "Configuration changed", incident.Id, incident.Novelty, null, null, change.Source, null);
    }

    private static TimelineEvent OfRotation(Rotation rotation) => new(
        Say.Safe($"{rotation.Server} {rotation.Service}: {Say.Words(rotation.Attribute)} {rotation.Value ?? "none"} first used{(rotation.IsReturn ? " again" : "")} (before: {rotation.FromValue ?? "none"})"),
        rotation.FirstSeen, "First used", null, null, rotation.Server, null, null, null);
}
