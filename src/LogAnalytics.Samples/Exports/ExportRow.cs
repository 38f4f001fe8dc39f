namespace LogAnalytics.Samples.Exports;

/// <summary>One object of an export: properties in order; values are text, bool, text lists, UTC times or null.</summary>
internal sealed class ExportRow : List<KeyValuePair<string, object?>>
{
    public void Add(string name, object? value) => Add(new KeyValuePair<string, object?>(name, value));
}
