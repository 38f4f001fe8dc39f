using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html.Charts;

/// <summary>Messages that passed and failed over time with the bracket of the onset; below, which certificate each server sent.</summary>
internal static class TimelineChart
{
    private const double Width = 960, Left = 110, Top = 34, BarHeight = 150, AxisHeight = 36, LaneHeight = 18;
    private const int MostLanes = 24;

    public static void Write(HtmlWriter html, Incident incident, Timeline timeline, IReadOnlyList<CertificateRun> runs, IReadOnlyList<CoverageSpan> coverage)
    {
        TimeAxis axis = new(timeline.Span.From, timeline.Span.To, Left, Width - 10);
        List<Lane> lanes = Lane.Of(runs, incident.Scope.Servers);
        int left = lanes.Count - MostLanes;
        lanes = [.. lanes.Take(MostLanes)];
        CertificateKey key = new([.. lanes.SelectMany(lane => lane.Runs)]);
        double bottom = Top + BarHeight, lanesTop = bottom + AxisHeight;
        double height = lanesTop + (lanes.Count * LaneHeight) + 6;
        using (html.In("figure", ("class", "chart")))
        {
            using (html.In("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", $"Chart of {incident.Id}")))
            using (html.In("svg", ("viewBox", $"0 0 {HtmlWriter.Number(Width)} {HtmlWriter.Number(height)}"), ("role", "img"), ("aria-labelledby", $"{incident.Id}-chart {incident.Id}-desc")))
            {
                html.Element("title", "Messages over time on the incident's servers, and the certificates that servers sent", ("id", incident.Id + "-chart"));
                html.Element("desc", Describe(incident, timeline), ("id", incident.Id + "-desc"));
                WriteBracket(html, incident, axis, Top, height - 4);
                axis.Write(html, Top, bottom);
                WriteBars(html, timeline, axis, bottom);
                WriteMarks(html, incident, axis, height - 4);
                for (int i = 0; i < lanes.Count; i++)
                    WriteLane(html, lanes[i], key, axis, lanesTop + (i * LaneHeight), coverage);
            }

            WriteCaption(html, incident, timeline, key);
        }

        html.Beyond(left, "lanes; SELECT * FROM lineage lists every run.");
        WriteTable(html, timeline);
    }

    private static string Describe(Incident incident, Timeline timeline)
    {
        long failed = timeline.Bins.Sum(bin => bin.Failed), passed = timeline.Bins.Sum(bin => bin.Passed);
        return $"{Say.Headline(incident)}. From {Say.Time(timeline.Span.From)} to {Say.Time(timeline.Span.To)}: {Say.Count(passed)} messages passed, {Say.Count(failed)} failed. {Say.Status(incident)}. The table below has the figures.";
    }

    private static void WriteBars(HtmlWriter html, Timeline timeline, TimeAxis axis, double bottom)
    {
        long most = Math.Max(1, timeline.Bins.Select(bin => bin.Passed + bin.Unproven + bin.Failed).DefaultIfEmpty(1).Max());
        html.Label(Say.Count(most), Left - 8, Top + 10, "end");
        html.Label("0", Left - 8, bottom, "end");
        html.Label("messages", Left - 8, Top + 24, "end", "muted");
        foreach (TimelineBin bin in timeline.Bins)
        {
            double x = axis.At(timeline.StartOf(bin.Index)), width = Math.Max(1, axis.At(timeline.StartOf(bin.Index + 1)) - x - 1), y = bottom;
            foreach ((long count, string kind) in new[] { (bin.Failed, "failed"), (bin.Passed, "passed"), (bin.Unproven, "unproven") })
            {
                if (count == 0)
                    continue;
                // What is there can be seen, however little it is.
                double size = Math.Max(2, BarHeight * count / most);
                y -= size;
                html.Rectangle(x, y, width, size, kind);
            }
        }

        html.Line(Left, bottom, axis.Right, bottom, "axis");
    }

    private static void WriteBracket(HtmlWriter html, Incident incident, TimeAxis axis, double top, double bottom)
    {
        if (incident.Onset.LastGood is { } good)
            html.Rectangle(axis.At(good.Time), top, Math.Max(2, axis.At(incident.Onset.FirstBad.Time) - axis.At(good.Time)), bottom - top, "bracket");
    }

    private static void WriteMarks(HtmlWriter html, Incident incident, TimeAxis axis, double bottom)
    {
        Mark("last good", incident.Onset.LastGood?.Time, "end", 14);
        Mark("first bad", incident.Onset.FirstBad.Time, "start", 14);
        Mark("first good after", incident.Recovery.FirstGood?.Time, "start", 28);

        void Mark(string label, DateTime? at, string anchor, double y)
        {
            if (at is not { } time || !axis.Holds(time))
                return;
            double x = axis.At(time);
            html.Line(x, y - 8, x, bottom, "bound");
            // Near an end of the axis the label stands on the other side of its line.
            string side = x < Left + 90 ? "start" : x > axis.Right - 90 ? "end" : anchor;
            html.Label(label, side == "end" ? x - 4 : x + 4, y, side);
        }
    }

    private static void WriteLane(HtmlWriter html, Lane lane, CertificateKey key, TimeAxis axis, double y, IReadOnlyList<CoverageSpan> coverage)
    {
        if (lane.IsFirst)
            html.Label(lane.Server.Length > 15 ? lane.Server[..14] + "…" : lane.Server, Left - 8, y + 12, "end");
        foreach (CertificateRun run in lane.Runs)
        {
            double x = axis.At(run.FirstSeen), width = Math.Max(3, axis.At(run.LastSeen) - x);
            html.Rectangle(x, y + 2, width, LaneHeight - 5, key.Class(run.Certificate));
            if (width > 12)
                html.Label(key.Letter(run.Certificate), x + 4, y + 12, "start", "letter " + key.Class(run.Certificate));
        }

        if (!lane.IsFirst)
            return;
        foreach (CoverageGap gap in coverage.Where(span => span.Server == lane.Server).SelectMany(span => span.Gaps).Where(gap => gap.Kind != CoverageGap.SequenceHole))
        {
            double x = axis.At(gap.From), end = axis.At(gap.To);
            if (end > x)
                html.Rectangle(x, y, end - x, LaneHeight, "gap", Patterns.Hatch);
        }
    }

    private static void WriteCaption(HtmlWriter html, Incident incident, Timeline timeline, CertificateKey key)
    {
        using var caption = html.In("figcaption");
        html.Text($"Messages per {TimeSteps.Words(timeline.Span.BinWidth)}, UTC, retries collapsed: ");
        Swatch("failed");
        html.Text(" failed, ");
        Swatch("passed");
        html.Text(" passed, ");
        Swatch("unproven");
        html.Text(" accepted from anyone, which proves nothing, ");
        Swatch("bracket");
        html.Text(" where it began, ");
        using (html.In("svg", ("class", "swatch"), ("width", "14"), ("height", "14"), ("aria-hidden", "true")))
            html.Rectangle(0, 0, 14, 14, "gap", Patterns.Hatch);
        html.Text(" logs are missing.");
        if (key.Certificates.Count == 0)
            return;
        using var list = html.In("ul", ("class", "legend"));
        foreach (string? certificate in key.Certificates)
        {
            using var item = html.In("li");
            Swatch(key.Class(certificate));
            html.Text(" ").Element("strong", key.Letter(certificate)).Text(" " + CertificateKey.Name(incident, certificate));
        }

        void Swatch(string kind)
        {
            using var svg = html.In("svg", ("class", "swatch"), ("width", "14"), ("height", "14"), ("aria-hidden", "true"));
            html.Rectangle(0, 0, 14, 14, kind);
        }
    }

    private static void WriteTable(HtmlWriter html, Timeline timeline)
    {
        using var fold = html.In("details");
        html.Element("summary", "The figures of this chart");
        HtmlTable.Write(
            html, $"Messages per {TimeSteps.Words(timeline.Span.BinWidth)}; times without a message are left out", null, ["From", "#Passed", "#Accepted from anyone", "#Failed"], timeline.Bins,
            bin =>
            {
                html.Instant(timeline.StartOf(bin.Index));
                html.Number(Say.Count(bin.Passed));
                html.Number(Say.Count(bin.Unproven));
                html.Number(Say.Count(bin.Failed));
            });
    }
}
