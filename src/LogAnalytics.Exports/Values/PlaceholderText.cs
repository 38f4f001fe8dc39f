using System.Text.RegularExpressions;

namespace LogAnalytics.Exports;

/// <summary>Text that PowerShell writes where it cannot write a value: a type's name, or the inside of an object.</summary>
internal static partial class PlaceholderText
{
    private const int LongestTypeName = 1000;

    // Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.SmtpDomain] · System.String[] · Deserialized.System.Object
    public static LossReason? LossOf(string text) =>
        text.StartsWith("@{", StringComparison.Ordinal) ? LossReason.Depth
        : text.Length <= LongestTypeName && TypeName().IsMatch(text) ? LossReason.TypeName
        : null;

    [GeneratedRegex(@"^(Deserialized\.)?(System(\.[A-Z]\w*)*\.(\w+(`\d+)?\[.*\]|Object|Byte\[\]|Collections\.[\w.`]+|Management\.Automation\.\w+)|Microsoft\.Exchange\.(Data|Net|Management|Security)\.[\w.+]+(`\d+)?(\[.*\])?)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TypeName();
}
