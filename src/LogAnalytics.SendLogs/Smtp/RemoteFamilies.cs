namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Host suffixes by which the service names itself in banners, EHLO replies, refusals and its certificate.</summary>
public static class RemoteFamilies
{
    // seen: protection.outlook.com, prod.outlook.com; expected: mx.microsoft and the sovereign clouds.
    private static readonly string[] _serviceSuffixes =
    [
        ".protection.outlook.com", ".prod.outlook.com", ".mx.microsoft", ".office365.us", ".partner.outlook.cn",
    ];

    public static bool IsServiceHost(string host) =>
        Array.Exists(_serviceSuffixes, suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Does a reply name a host of the service, e.g. in its tail <c>[AM5EUR02FT025.eop-EUR02.prod.protection.outlook.com]</c>.</summary>
    public static bool NamesServiceHost(string text)
    {
        foreach (string suffix in _serviceSuffixes)
        {
            int at = text.IndexOf(suffix, StringComparison.OrdinalIgnoreCase);
            if (at > 0 && (at + suffix.Length == text.Length || !IsHostCharacter(text[at + suffix.Length])))
                return true;
        }

        return false;
    }

    private static bool IsHostCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.';
}
