using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>
/// The only way to a page: names of elements and attributes are constants of ours, every value is encoded here. There is no way to
/// write a value as markup, no attribute that runs script, and no style attribute.
/// </summary>
public sealed class HtmlWriter(TextWriter output)
{
    /// <summary>What a person reads of one value.</summary>
    public const int MostCharacters = 400;

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Opens an element; disposing what is returned closes it.</summary>
    public Scope In(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(tag, attributes);
        return new Scope(output, tag);
    }

    /// <summary>An element that holds a text.</summary>
    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(tag, attributes);
        Text(text);
        output.Write("</");
        output.Write(tag);
        output.Write('>');
        return this;
    }

    /// <summary>An element without content, an attribute without a value is left out.</summary>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(tag, attributes);
        return this;
    }

    public HtmlWriter Text(string text) => Text(text, MostCharacters);

    public HtmlWriter Text(string text, int mostCharacters)
    {
        _encoder.Encode(output, VisibleText.Of(text, mostCharacters));
        return this;
    }

    /// <summary>Lines of ours, each with what it holds made visible: a command.</summary>
    public HtmlWriter Lines(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                output.Write('\n');
            Text(lines[i], int.MaxValue);
        }

        return this;
    }

    public HtmlWriter Line()
    {
        output.Write('\n');
        return this;
    }

    /// <summary>An instant as a person and as a program reads it; a dash where there is none.</summary>
    public HtmlWriter Time(DateTime? utc)
    {
        if (utc is { } time)
            Element("time", Say.Time(time), ("datetime", Say.Iso(time)));
        else
            Text("–");
        return this;
    }

    /// <summary>A number of an SVG attribute.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Style or script of ours, whose hash the content policy names.</summary>
    internal HtmlWriter Asset(string tag, string text)
    {
        Tag(tag, []);
        output.Write(text);
        output.Write("</");
        output.Write(tag);
        output.Write('>');
        return this;
    }

    internal HtmlWriter Doctype()
    {
        output.Write("<!DOCTYPE html>\n");
        return this;
    }

    private void Tag(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        output.Write('<');
        output.Write(tag);
        foreach ((string name, string? value) in attributes)
        {
            if (value is null)
                continue;
            output.Write(' ');
            output.Write(name);
            output.Write("=\"");
            Text(value, int.MaxValue);
            output.Write('"');
        }

        output.Write('>');
    }

    /// <summary>An open element.</summary>
    public readonly ref struct Scope(TextWriter output, string tag)
    {
        public void Dispose()
        {
            output.Write("</");
            output.Write(tag);
            output.Write(">\n");
        }
    }
}
