using System.Text.RegularExpressions;

namespace LogAnalytics.Reports.Text;

/// <summary>Guards text in a CSV against being taken for a formula, beyond its very first character, which the CSV writer guards itself.</summary>
public static partial class SpreadsheetText
{
    /// <summary>
    /// An apostrophe before a formula's sign that follows blanks, or a separator (where the spreadsheet parts columns by semicolons or tabs,
    /// that is the start of a cell), and before the wide forms of these signs, which some locales take for the same.
    /// </summary>
    public static string Guard(string text) => Start().Replace(text, "$1'$2");

    [GeneratedRegex(@"(^\s*(?=[＝＋－＠])|^\s+|[;\t\r\n|]\s*)([=+\-@＝＋－＠])", RegexOptions.CultureInvariant)]
    private static partial Regex Start();
}
