using System.Text;

namespace LogAnalytics.Diagnosis;

/// <summary>Reads <c>OU=Mail, CN="Contoso, Ltd", C=US</c>: attributes in any order, values quoted or escaped.</summary>
public static class DistinguishedName
{
    /// <summary>First CN; null where there is none or the text is cut inside a quoted value.</summary>
    public static string? CommonName(string? subject)
    {
        int at = 0;
        while (subject is not null && at < subject.Length)
        {
            int equals = subject.IndexOf('=', at);
            if (equals < 0)
                return null;
            string attribute = subject[at..equals].Trim();
            string? value = ReadValue(subject, equals + 1, out at);
            if (value is null)
                return null;
            if (attribute.Equals("CN", StringComparison.OrdinalIgnoreCase))
                return value.Length == 0 ? null : value;
        }

        return null;
    }

    /// <summary>Same name, whatever case and blanks around the commas.</summary>
    public static bool AreSame(string left, string right)
        => string.Equals(Compact(left), Compact(right), StringComparison.OrdinalIgnoreCase);

    private static string Compact(string name)
        => string.Join(',', name.Split(',', StringSplitOptions.TrimEntries));

    private static string? ReadValue(string text, int start, out int next)
    {
        var value = new StringBuilder();
        bool quoted = false;
        int i = start;
        for (; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
                value.Append(text[++i]);
            else if (c == '"' && (quoted || string.IsNullOrWhiteSpace(value.ToString())))
                quoted = !quoted;
            else if (c == '\\' && i + 1 < text.Length)
                value.Append(text[++i]);
            else if (!quoted && (c is ',' or ';' or '+'))
                break;
            else
                value.Append(c);
        }

        next = i + 1;
        return quoted ? null : value.ToString().Trim();
    }
}
