namespace LogAnalytics.Samples.Writing;

/// <summary>How busy an hour is compared with a busy one of a working day.</summary>
internal static class Rhythm
{
    private const double Weekend = 0.3;

    private static readonly double[] ShareByHour =
        [.12, .10, .10, .10, .12, .20, .40, .70, .95, 1, 1, 1, .85, .95, 1, 1, .95, .80, .55, .40, .30, .25, .20, .15];

    public static double Share(long unixMs)
    {
        DateTime time = DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;
        return ShareByHour[time.Hour] * (time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? Weekend : 1);
    }
}
