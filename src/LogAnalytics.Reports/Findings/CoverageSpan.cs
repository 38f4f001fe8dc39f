using System.Text.Json.Serialization;

namespace LogAnalytics.Reports.Findings;

/// <summary>One server's log of one service.</summary>
/// <param name="First">First row.</param>
/// <param name="Last">Last row.</param>
/// <param name="Rhythm">What silence is judged by: <c>own</c> history, the <c>others</c> meanwhile, or <c>none</c>: too little of either.</param>
public sealed record CoverageSpan(
    string Server, string Service, DateTime First, DateTime Last, long Sessions, string Rhythm, IReadOnlyList<CoverageGap> Gaps)
{
    /// <summary>Share of the time, from the first row or gap to the last, that lies in no gap. Holes in sequences take no time.</summary>
    public double Share
    {
        get
        {
            (TimeSpan missing, TimeSpan whole) = Times;
            return whole <= TimeSpan.Zero ? 1 : 1 - (missing / whole);
        }
    }

    /// <summary>Without logs, and altogether.</summary>
    [JsonIgnore]
    public (TimeSpan Missing, TimeSpan Whole) Times
    {
        get
        {
            TimeSpan missing = TimeSpan.Zero;
            DateTime from = First, to = Last, covered = DateTime.MinValue;
            foreach (CoverageGap gap in Gaps.Where(gap => gap.Kind != CoverageGap.SequenceHole).OrderBy(gap => gap.From))
            {
                DateTime start = gap.From > covered ? gap.From : covered;
                if (gap.To > start)
                    missing += gap.To - start;
                covered = gap.To > covered ? gap.To : covered;
                from = gap.From < from ? gap.From : from;
                to = gap.To > to ? gap.To : to;
            }

            return (missing, to - from);
        }
    }
}
