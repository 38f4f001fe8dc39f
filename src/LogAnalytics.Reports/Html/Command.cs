namespace LogAnalytics.Reports.Html;

/// <summary>A command to paste; the script adds a button that copies it, the text can be selected without.</summary>
internal static class Command
{
    // What nobody would paste is in findings.json.
    private const int MostCharacters = 8_000;

    public static void Write(HtmlWriter html, string shell, string command)
    {
        using var figure = html.In("figure", ("class", "command"));
        html.Element("figcaption", shell);
        if (command.Length > MostCharacters)
        {
            html.Element("p", "Too long to be shown; findings.json holds it.");
            return;
        }

        using (html.In("pre", ("tabindex", "0"), ("aria-label", $"Command for {shell}")))
        using (html.In("code"))
            html.Lines(command);
    }
}
