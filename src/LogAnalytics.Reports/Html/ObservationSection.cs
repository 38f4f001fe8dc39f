using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>What is worth knowing and is no incident.</summary>
internal static class ObservationSection
{
    private const int MostShown = 200;

    public static void Write(HtmlWriter html, FindingsDocument findings)
    {
        using var section = html.In("section", ("id", "observations"));
        html.Element("h2", "Also seen");
        if (findings.Observations.Count == 0)
            html.Element("p", "Nothing beside the incidents: no sender that is never accepted, no partner that refuses by itself, no connector that fell silent, no clock that is far off.");
        else
            WriteList(html, findings.Observations.Take(MostShown));
        html.Beyond(findings.Observations.Count - MostShown, "findings.json has all.");
    }

    public static void WriteList(HtmlWriter html, IEnumerable<Observation> observations)
    {
        using var list = html.In("ul");
        foreach (Observation observation in observations)
        {
            using var item = html.In("li");
            html.Element("strong", Say.Words(observation.Kind)).Text(": ").Text(observation.Text, 1_000);
        }
    }
}
