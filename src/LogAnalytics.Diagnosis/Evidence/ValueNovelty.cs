namespace LogAnalytics.Diagnosis;

/// <summary>Was a failing value seen among passing trials before the onset?</summary>
internal enum ValueNovelty
{
    /// <summary>It passed before: the value alone cannot be what broke.</summary>
    Known,

    /// <summary>It passed long ago, but not in the stretch before the onset: swapped away and back.</summary>
    Returned,

    New,
}

internal static class ValueNovelties
{
    /// <summary>A value that came in longer ago than this and passed is not new, however few its passes.</summary>
    private static readonly TimeSpan s_recent = TimeSpan.FromDays(1);

    public static ValueNovelty NoveltyAt(this ValueCounts row, DateTime onset)
    {
        bool cameLately = onset - row.FirstSeen <= s_recent;
        if (row.PassedBefore == 0)
            return row.FirstPassed is null || row.FirstPassed >= onset || cameLately ? ValueNovelty.New : ValueNovelty.Returned;

        // Between the change and the first refusal some mail goes to recipients inside the service, which pass
        // without attribution. As many passes as the window itself shows by luck do not make a value known.
        bool luck = Likelihood.CouldBeLuck(row.PassedBefore, row.PassedDuring, row.FailedDuring);
        return cameLately && luck ? ValueNovelty.New : ValueNovelty.Known;
    }
}
