using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Details;

/// <summary>What the chart of an incident shows, in bins of equal width that begin at round times.</summary>
public sealed record ChartSpan(DateTime From, TimeSpan BinWidth, int BinCount)
{
    private const int MostBins = 120;

    // As much of the time around the incident as the incident itself is long, and at least this much.
    private static readonly TimeSpan _leastMargin = TimeSpan.FromHours(3);

    public DateTime To => From + (BinWidth * BinCount);

    /// <param name="first">First row of the logs that were looked at.</param>
    public static ChartSpan Of(Incident incident, DateTime first, DateTime last)
    {
        DateTime begin = incident.Onset.LastGood?.Time ?? incident.Onset.FirstBad.Time;
        DateTime end = incident.Recovery.FirstGood?.Time ?? incident.Recovery.LastBad?.Time ?? incident.Onset.FirstBad.Time;
        TimeSpan margin = end - begin > _leastMargin ? end - begin : _leastMargin;
        DateTime from = Later(begin - margin, first);
        DateTime to = Earlier(incident.Status == "recovered" ? end + margin : last, last);
        TimeSpan width = TimeSteps.For(to - from, MostBins);
        from = new DateTime(from.Ticks - (from.Ticks % width.Ticks), DateTimeKind.Utc);
        return new ChartSpan(from, width, (int)((to - from).Ticks / width.Ticks) + 1);
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
