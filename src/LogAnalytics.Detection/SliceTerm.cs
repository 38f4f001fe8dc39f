namespace LogAnalytics.Detection;

/// <summary>A condition of a slice: the attribute has one of these values (null: not logged).</summary>
public sealed class SliceTerm(string attribute, params IReadOnlyList<string?> values) : IEquatable<SliceTerm>
{
    public string Attribute { get; } = attribute;

    /// <summary>At least one, in ordinal order, null first.</summary>
    public IReadOnlyList<string?> Values { get; } = values;

    public bool Equals(SliceTerm? other) =>
        other is not null && Attribute == other.Attribute && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SliceTerm);

    public override int GetHashCode() => HashCode.Combine(Attribute, Values.Count, Values[0]);

    public override string ToString() => $"{Attribute} = {string.Join(" or ", Values.Select(value => value ?? "(none)"))}";
}
