namespace LogAnalytics.Exports;

/// <summary>Counts what a file lost, per property that matters.</summary>
internal sealed class LossTally
{
    private readonly SortedDictionary<(ObjectKind Kind, string Property, LossReason Reason), int> _counts = [];

    public IReadOnlyList<ExportLoss> Losses => [.. _counts.Select(entry => new ExportLoss(entry.Key.Kind, entry.Key.Property, entry.Key.Reason, entry.Value))];

    public void Add(ObjectKind kind, string property, LossReason reason)
    {
        (ObjectKind, string, LossReason) key = (kind, property, reason);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    /// <summary>Passes the value through, and counts it where it was lost.</summary>
    public ExportValue Value(ObjectKind kind, string property, ExportValue value)
    {
        if (value.Loss is { } loss)
            Add(kind, property, loss);
        return value;
    }

    public ExportTime? Time(ObjectKind kind, string property, ExportValue value, bool isUtc)
    {
        ExportTime? time = ExportTimes.Read(value, isUtc, out LossReason? loss);
        if (loss is { } reason)
            Add(kind, property, reason);
        return time;
    }
}
