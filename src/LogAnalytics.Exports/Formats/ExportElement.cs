using System.Text;

namespace LogAnalytics.Exports;

/// <summary>One element of an XML file.</summary>
internal sealed class ExportElement(string name)
{
    private StringBuilder? _text;

    public string Name { get; } = name;

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<ExportElement> Children { get; } = [];

    /// <summary>The first comment directly below.</summary>
    public string? Comment { get; set; }

    /// <summary>Text directly below.</summary>
    public string Text => _text?.ToString() ?? "";

    public void Append(string text) => (_text ??= new StringBuilder()).Append(text);

    public string? Attribute(string name) => Attributes.GetValueOrDefault(name);
}
