namespace LogAnalytics.Lake.Tables;

/// <summary>The first and the last of some times, microseconds since 1970 UTC; null where there was none.</summary>
internal struct TimeRange
{
    public long? FirstMicros { get; private set; }

    public long? LastMicros { get; private set; }

    public void Add(long micros)
    {
        FirstMicros = Math.Min(FirstMicros ?? micros, micros);
        LastMicros = Math.Max(LastMicros ?? micros, micros);
    }
}
