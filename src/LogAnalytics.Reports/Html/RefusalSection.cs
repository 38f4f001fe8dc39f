using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>Refusals that are not about attribution: what else the logs are full of.</summary>
internal static class RefusalSection
{
    public static void Write(HtmlWriter html, Capped<OtherRefusal> refusals)
    {
        using var section = html.In("section", ("id", "refusals"));
        html.Element("h2", "Other refusals");
        if (refusals.Rows.Count == 0)
        {
            html.Element("p", "There is none: every refusal in these logs is an attribution error, or there is no refusal at all.");
            return;
        }

        html.Element("p", "None of these counts as an attribution error. Companions often have the same cause; look-alikes do not.");
        HtmlTable.Write(
            html, "Refusals by family, most frequent first", "sortable", ["Family", "Kind", "Reply", "What it means", "#Count", "Of", "Servers", "First", "Last"], refusals.Rows,
            refusal =>
            {
                html.Head(refusal.Family is { } family ? Say.Words(family) : "no family");
                html.Cell(refusal.Class switch { "B" => "companion", "C" => "look-alike", _ => "other" });
                html.Cell($"{refusal.ReplyCode} {refusal.EnhancedCode}".Trim(), "code");
                html.Cell(refusal.Meaning);
                html.Number(Say.Count(refusal.Count), refusal.Count);
                html.Cell(refusal.Unit);
                html.Cell(Say.List(refusal.Servers));
                html.Instant(refusal.First);
                html.Instant(refusal.Last);
            });
        html.Beyond(refusals.Beyond, "SELECT family, reply_code, enhanced_code, count(*) FROM recipients GROUP BY ALL lists them.");
    }
}
