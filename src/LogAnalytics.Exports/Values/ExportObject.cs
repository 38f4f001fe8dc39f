namespace LogAnalytics.Exports;

/// <summary>One exported object: properties by name, whatever the case.</summary>
internal sealed class ExportObject
{
    private readonly Dictionary<string, ExportValue> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where a wizard's file shows the call that returned it.</summary>
    public WizardCall? Call { get; init; }

    public IEnumerable<string> Names => _values.Keys;

    public ExportValue this[string name] => _values.GetValueOrDefault(name, ExportValue.Absent);

    public bool Has(string name) => _values.ContainsKey(name);

    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (Has(name))
                return true;
        return false;
    }

    /// <summary>The first of properties with the same name stays.</summary>
    public void Add(string name, ExportValue value) => _values.TryAdd(name.Trim(), value);
}
