using System.Text.RegularExpressions;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>The one sentence, with its instants kept whole at the end of a line.</summary>
internal static partial class Headline
{
    public static void Write(HtmlWriter html, Incident incident)
    {
        string text = Say.Headline(incident);
        int written = 0;
        foreach (Match instant in Instant().Matches(text))
        {
            html.Text(text[written..instant.Index]).Element("span", instant.Value, ("class", "time"));
            written = instant.Index + instant.Length;
        }

        html.Text(text[written..]);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ")]
    private static partial Regex Instant();
}
