namespace LogAnalytics.SendLogs.Certificates;

/// <summary>Subject and issuer of a folded row: two distinguished names with nothing but a blank between them.</summary>
public static class DistinguishedNames
{
    // Attribute types that Windows writes by name; it writes all others as "OID.1.2.3".
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _knownKeys = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "CN", "OU", "O", "L", "S", "ST", "C", "E", "DC", "STREET", "T", "G", "I", "SN", "SERIALNUMBER", "UID", "Description", "PostalCode",
        "POBox", "Phone", "X21Address", "dnQualifier", "Email", "emailAddress", "organizationIdentifier", "businessCategory",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The names meet at a blank outside quotes that does not follow ',' or '+' and is followed by a key and '='.
    /// No border found: all is subject, the issuer stays unknown (null).
    /// </summary>
    public static (string Subject, string? Issuer) Split(string text)
    {
        // CN=a.contoso.com, O="Contoso ""x"", Inc." CN=Issuing CA: Windows doubles a quote; others put a backslash before it.
        int border = Border(text, backslashEscapes: false, out bool balanced);
        if (!balanced)
            border = Border(text, backslashEscapes: true, out _);
        return border < 0 ? (text, null) : (text[..border].TrimEnd(' '), text[(border + 1)..]);
    }

    // A key that is known outweighs one that only looks like a key: "CN=Contoso a=b CN=CA".
    private static int Border(string text, bool backslashEscapes, out bool balanced)
    {
        bool quoted = false;
        char before = '\0';
        int doubtful = -1;
        int sure = -1;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (IsQuote(c) && !(backslashEscapes && before == '\\'))
                quoted = !quoted;
            if (c == ' ')
            {
                if (i > 0 && sure < 0 && !quoted && before is not (',' or '+' or '\0') && StartsWithKey(text.AsSpan(i + 1), out bool isKnown))
                    (sure, doubtful) = isKnown ? (i, doubtful) : (sure, doubtful < 0 ? i : doubtful);
            }
            else
            {
                before = c;
            }
        }

        balanced = !quoted;
        return sure >= 0 ? sure : doubtful;
    }

    /// <summary>An attribute type of RFC 4514, letters, digits and hyphens or a dotted OID (<c>OID.1.2.3</c>), then '='.</summary>
    public static bool StartsWithKey(ReadOnlySpan<char> text, out bool isKnown)
    {
        int length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '.' or '-'))
            length++;
        isKnown = false;
        if (length == 0 || length == text.Length || text[length] != '=' || !char.IsAsciiLetterOrDigit(text[0]))
            return false;
        ReadOnlySpan<char> key = text[..length];
        isKnown = _knownKeys.Contains(key) || key.StartsWith("OID.", StringComparison.OrdinalIgnoreCase) || key.IndexOfAnyExcept("0123456789.") < 0;
        return true;
    }

    // Typographic quotes come from copies through word processors.
    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '„';
}
