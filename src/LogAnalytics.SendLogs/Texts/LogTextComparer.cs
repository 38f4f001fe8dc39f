namespace LogAnalytics.SendLogs.Texts;

/// <summary>Texts by what they say, whatever table they are of.</summary>
public sealed class LogTextComparer : IEqualityComparer<LogText>
{
    public static LogTextComparer Instance { get; } = new();

    public bool Equals(LogText? x, LogText? y) => x is null || y is null ? ReferenceEquals(x, y) : x.IsOf(y.Event, y.Shape, y.Data, y.Context);

    public int GetHashCode(LogText text) => LogTexts.HashOf(text.Event, text.Shape, text.Data, text.Context);
}
