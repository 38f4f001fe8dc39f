using System.Globalization;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Findings;

/// <summary>Whether the clocks of two servers put the bounds of an onset in doubt.</summary>
public static class ClockOrder
{
    /// <summary>Null where both bounds are of one server, a clock is not known, or no correction could change the order.</summary>
    public static string? Note(TrialPoint? lastGood, TrialPoint firstBad, IReadOnlyList<ServerClock> clocks)
    {
        if (lastGood is null || lastGood.Server == firstBad.Server)
            return null;
        ServerClock? good = clocks.FirstOrDefault(clock => clock.Server == lastGood.Server);
        ServerClock? bad = clocks.FirstOrDefault(clock => clock.Server == firstBad.Server);
        if (good is null || bad is null)
            return null;
        TimeSpan apart = firstBad.Time - lastGood.Time;
        TimeSpan shift = TimeSpan.FromMilliseconds(bad.AheadMs - good.AheadMs);
        return shift < apart
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"the clocks of {Say.Safe(good.Server)} and {Say.Safe(bad.Server)} differ by {shift.TotalSeconds:0.0} s by the receivers' clocks, and the bounds lie {apart.TotalSeconds:0.0} s apart: their order is not certain");
    }
}
