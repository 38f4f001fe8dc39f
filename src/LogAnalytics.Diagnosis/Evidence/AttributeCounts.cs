namespace LogAnalytics.Diagnosis;

/// <summary>The counts of one attribute: one row a value, in a fixed order, so that the input's order never matters.</summary>
internal sealed class AttributeCounts
{
    private AttributeCounts(string attribute, IEnumerable<ValueCounts> rows)
    {
        Attribute = attribute;
        Rows = rows.OrderBy(r => r.Value is not null).ThenBy(r => r.Value, StringComparer.Ordinal).ToList();
    }

    public string Attribute { get; }

    public IReadOnlyList<ValueCounts> Rows { get; }

    public long PassedBefore => Rows.Sum(r => r.PassedBefore);

    public long FailedBefore => Rows.Sum(r => r.FailedBefore);

    public long PassedDuring => Rows.Sum(r => r.PassedDuring);

    public long FailedDuring => Rows.Sum(r => r.FailedDuring);

    public static AttributeCounts Of(IEnumerable<ValueCounts> all, string attribute)
        => new(attribute, all.Where(r => r.Attribute == attribute)
            .Select(r => attribute == EvidenceAttributes.Certificate ? r with { Value = r.Value?.Trim().ToUpperInvariant() } : r)
            .GroupBy(r => new { r.Value })
            .Select(g => g.Aggregate(Add)));

    public ValueCounts? Find(string? value) => Rows.FirstOrDefault(r => r.Value == value);

    /// <summary>What is left of these counts without the trials counted in <paramref name="part"/>; the times stay the whole's.</summary>
    public AttributeCounts Without(AttributeCounts part)
        => new(Attribute, Rows.Select(r => part.Find(r.Value) is { } p ? Subtract(r, p) : r));

    private static ValueCounts Add(ValueCounts a, ValueCounts b) => a with
    {
        PassedBefore = a.PassedBefore + b.PassedBefore,
        FailedBefore = a.FailedBefore + b.FailedBefore,
        PassedDuring = a.PassedDuring + b.PassedDuring,
        FailedDuring = a.FailedDuring + b.FailedDuring,
        PassedAfter = a.PassedAfter + b.PassedAfter,
        FailedAfter = a.FailedAfter + b.FailedAfter,
        FirstSeen = a.FirstSeen < b.FirstSeen ? a.FirstSeen : b.FirstSeen,
        FirstPassed = a.FirstPassed is null || b.FirstPassed < a.FirstPassed ? b.FirstPassed : a.FirstPassed,
        LastPassed = a.LastPassed is null || b.LastPassed > a.LastPassed ? b.LastPassed : a.LastPassed,
    };

    private static ValueCounts Subtract(ValueCounts whole, ValueCounts part) => whole with
    {
        PassedBefore = Math.Max(0, whole.PassedBefore - part.PassedBefore),
        FailedBefore = Math.Max(0, whole.FailedBefore - part.FailedBefore),
        PassedDuring = Math.Max(0, whole.PassedDuring - part.PassedDuring),
        FailedDuring = Math.Max(0, whole.FailedDuring - part.FailedDuring),
        PassedAfter = Math.Max(0, whole.PassedAfter - part.PassedAfter),
        FailedAfter = Math.Max(0, whole.FailedAfter - part.FailedAfter),
    };
}
