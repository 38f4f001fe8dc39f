using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>The side inputs, and what each lost.</summary>
internal static class ExportSection
{
    public static void Write(HtmlWriter html, FindingsDocument findings)
    {
        if (findings.Exports.Count == 0)
            return;
        using var section = html.In("section", ("id", "exports"));
        html.Element("h2", "Exports");
        HtmlTable.Write(
            html, "Exports that were given beside the logs", null, ["File", "Format", "Holds", "Lost or not used"], findings.Exports,
            file =>
            {
                html.Head(file.Path);
                html.Cell(Say.Words(file.Format));
                html.Cell(file.Objects.Count == 0 ? null : string.Join(", ", file.Objects.Select(count => $"{count.Value} {Say.Words(count.Key)}")));
                using var cell = html.In("td");
                string lost = string.Join(" ", file.Problem is { } problem ? [.. file.Lost, "Not used: " + problem] : file.Lost);
                html.Text(lost.Length == 0 ? "–" : lost, 1_000);
            });
    }
}
