using LogAnalytics.Reports.Sessions;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>A good and a bad session side by side; rows that differ are marked by a word and a colour.</summary>
internal static class ComparisonSection
{
    private const int MostCharacters = 260;

    public static void Write(HtmlWriter html, TranscriptAlignment? comparison)
    {
        html.Element("h3", "A good and a bad session side by side");
        if (comparison is null)
        {
            html.Element("p", "No session of these servers and connectors passed, so there is none to set beside it.");
            return;
        }

        int differing = comparison.Rows.Count(row => row.Difference != RowDifference.Same);
        html.Element("p", $"{Say.Count(differing)} of {Say.Count(comparison.Rows.Count)} rows differ in what they do or say; ids, times, sizes and recipients always do and are not compared.");
        HtmlTable.Write(
            html, "Sessions aligned by command and phase", "compare",
            ["Compared", "Phase", $"Good: {Title(comparison.Left)}", "Line", $"Bad: {Title(comparison.Right)}", "Line"], comparison.Rows,
            row =>
            {
                html.Cell(Mark(row.Difference), "mark");
                html.Cell(row.Phase.ToString().ToLowerInvariant());
                Side(row.Left);
                Side(row.Right);
            },
            row => row.Difference == RowDifference.Same ? null : "differs");
        html.Element("p", $"Lines of the good session: {Files(comparison.Left)}. Of the bad one: {Files(comparison.Right)}.", ("class", "muted place"));
        html.Beyond(comparison.LeftBeyond + comparison.RightBeyond, "rows of these sessions that the view events has.");

        void Side(TranscriptRow? row)
        {
            if (row is null)
            {
                html.Element("td", "–", ("class", "code muted"));
                html.Element("td", "", ("class", "number"));
                return;
            }

            using (html.In("td", ("class", "code")))
                html.Text($"{row.Event} {row.Text}".Trim(), MostCharacters);
            html.Number(row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string Title(SessionTranscript session) => $"{session.Server} {session.SessionId}, {Say.Time(session.StartedAt)}";

    private static string Files(SessionTranscript session) => string.Join(", ", session.Rows.Select(row => row.File ?? "file unknown").Distinct());

    private static string Mark(RowDifference difference) => difference switch
    {
        RowDifference.Same => "",
        RowDifference.Differs => "differs",
        RowDifference.LeftOnly => "good only",
        _ => "bad only",
    };
}
