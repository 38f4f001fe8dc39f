using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Text;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Reports.Html;

/// <summary>Whose mail was refused, and what became of it.</summary>
internal static class AffectedSection
{
    private const string Csv = "affected-messages.csv has every message and recipient.";

    public static void Write(HtmlWriter html, Incident incident, IncidentDetails details)
    {
        AffectedTotals totals = details.Affected;
        html.Element("h3", "Whose mail");
        using (html.In("p"))
        {
            html.Text($"{Say.Count(incident.Counts.Messages)} messages of {Say.Count(incident.Counts.Senders)} senders. By message and recipient, each once however often it was tried, {Say.Count(totals.Recipients)}: ");
            html.Element("strong", $"{Say.Count(totals.Bounced)} bounced, {Say.Count(totals.Queued)} queued");
            html.Text($"; {Say.Count(totals.LaterDelivered)} were delivered later under the same message id"
                + (totals.Undecided > 0 ? $", and of {Say.Count(totals.Undecided)} nobody can tell, since the log lacks the message id or the recipient" : "") + ". " + Csv);
        }

        if (totals.Recipients == 0)
            return;
        using (html.In("div", ("class", "pair")))
        {
            Parties("Senders", "Sender", details.Senders);
            Parties("Recipient domains", "Domain", details.RecipientDomains);
        }

        using var fold = html.In("details");
        html.Element("summary", $"The first {Say.Count(details.FirstRefusals.Count)} refusals, with their lines");
        HtmlTable.Write(
            html, "First refusals", null, ["Refused", "Sender", "Recipient", "Message id", "Last reply", "Fate", "File and line"], details.FirstRefusals,
            message =>
            {
                html.Instant(message.FirstRefusedAt);
                html.Cell(Mailbox(message.Sender ?? ""));
                html.Cell(message.Recipient ?? "not named in the log");
                html.Cell(message.InternetMessageId, "code");
                html.Cell(message.LastReply, "code");
                html.Cell(message.Fate + (message.LaterDelivered == true ? ", delivered later" : ""));
                html.Cell(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{message.File ?? "file unknown"}:{message.Line}"), "place");
            });
        html.Beyond(totals.Recipients - details.FirstRefusals.Count, Csv);

        void Parties(string caption, string heading, Capped<AffectedParty> parties)
        {
            using var half = html.In("div");
            HtmlTable.Write(
                html, caption, null, [heading, "#Recipients", "First", "Last"], parties.Rows,
                party =>
                {
                    html.Head(Mailbox(party.Value));
                    html.Number(Say.Count(party.Recipients));
                    html.Instant(party.First);
                    html.Instant(party.Last);
                });
            html.Beyond(parties.Beyond, Csv);
        }
    }

    private static string Mailbox(string value) => value.Length == 0 ? "<>" : value;
}
