using System.Net;
using System.Text.RegularExpressions;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Html;

namespace LogAnalytics.Tests.Reports.Html;

/// <summary>A rendered page, read with a few patterns: our pages are regular enough for that.</summary>
internal sealed partial class Page(string markup)
{
    public string Markup { get; } = markup;

    /// <summary>Without style and script.</summary>
    public string Body { get; } = Asset().Replace(markup, "");

    /// <summary>What a reader sees, entities decoded.</summary>
    public string Text => WebUtility.HtmlDecode(Tag().Replace(Body, ""));

    /// <summary>Every tag: name and attributes.</summary>
    public IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Attributes)> Tags =>
        [.. Tag().Matches(Body).Where(tag => tag.Groups["name"].Success).Select(tag => (
            tag.Groups["name"].Value,
            (IReadOnlyDictionary<string, string>)Attribute().Matches(tag.Groups["rest"].Value).ToDictionary(attribute => attribute.Groups[1].Value, attribute => WebUtility.HtmlDecode(attribute.Groups[2].Value))))];

    public static Page Of(FindingsDocument findings, ReportDetails details)
    {
        using StringWriter writer = new();
        HtmlReport.Write(writer, findings, details);
        return new Page(writer.ToString());
    }

    /// <summary>The text of the section with this id.</summary>
    public string Section(string id)
    {
        Match section = Regex.Match(Body, $"<section id=\"{id}\".*?</section>", RegexOptions.Singleline);
        return WebUtility.HtmlDecode(Tag().Replace(section.Value, " "));
    }

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Asset();

    [GeneratedRegex("<(?:/|!)?(?<name>(?<![/!])[a-zA-Z0-9]+)?(?<rest>[^>]*)>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex("([a-zA-Z-]+)=\"([^\"]*)\"")]
    private static partial Regex Attribute();
}
