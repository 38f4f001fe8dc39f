using System.Text.RegularExpressions;

namespace LogAnalytics.Inputs;

/// <summary>
/// Which server and service wrote a log: from <c>--server-from</c>, else the folder above the Exchange layout.
/// The folders of Exchange itself never name a server.
/// </summary>
public sealed class ServerNaming
{
    private static readonly HashSet<string> _exchangeFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Program Files", "Microsoft", "Exchange Server", "Exchange", "V14", "V15", "TransportRoles", "Logs", "Hub", "FrontEnd", "Edge",
        "Mailbox", "ProtocolLog", "SmtpSend", "SmtpReceive", "Submission", "Delivery",
    };

    private readonly string? _fixedName;
    private readonly Regex? _pattern;

    private ServerNaming(string? fixedName, Regex? pattern)
    {
        _fixedName = fixedName;
        _pattern = pattern;
    }

    /// <summary>By the folder above the Exchange layout.</summary>
    public static ServerNaming ByFolder { get; } = new(null, null);

    /// <param name="nameOrPattern">
    /// A name (<c>EX01</c>), a path with <c>{server}</c> (<c>logs/{server}/*</c>), or a regular expression with a group
    /// <c>server</c>; null for the folder rule.
    /// </param>
    /// <exception cref="InputException">The pattern cannot be read.</exception>
    public static ServerNaming From(string? nameOrPattern)
    {
        if (string.IsNullOrWhiteSpace(nameOrPattern))
            return ByFolder;
        try
        {
            if (nameOrPattern.Contains("(?<server>", StringComparison.Ordinal))
                return new ServerNaming(null, new Regex(nameOrPattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
            if (nameOrPattern.Contains("{server}", StringComparison.Ordinal))
                return new ServerNaming(null, new Regex(ToRegex(nameOrPattern), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        }
        catch (ArgumentException e)
        {
            throw new InputException(InputProblem.Usage, $"--server-from '{nameOrPattern}' is no valid pattern: {e.Message}");
        }

        return new ServerNaming(nameOrPattern, null);
    }

    /// <param name="path">Full path with <c>/</c>, the archive's name and member included.</param>
    /// <returns>Null if nothing qualifies.</returns>
    public string? ServerOf(string path)
    {
        if (_fixedName is not null)
            return _fixedName;
        if (_pattern is not null && _pattern.Match(path) is { Success: true } match && match.Groups["server"].Value is { Length: > 0 } named)
            return named;
        string[] folders = Folders(path);
        for (int i = folders.Length - 1; i >= 0; i--)
        {
            string folder = StripArchive(folders[i]);
            if (!_exchangeFolders.Contains(folder) && !IsDrive(folder))
                return folder;
        }

        return null;
    }

    public static string ServiceOf(string path)
    {
        string[] folders = Folders(path);
        bool Has(string name) => folders.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (Has("Submission"))
            return "MailboxSubmission";
        if (Has("Delivery"))
            return "MailboxDelivery";
        return Has("Hub") ? "Hub" : Has("FrontEnd") ? "FrontEnd" : Has("Edge") ? "Edge" : "Unknown";
    }

    private static string[] Folders(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1];

    // "EX01.zip!" names EX01 like a folder would.
    private static string StripArchive(string folder) =>
        folder.EndsWith(".zip!", StringComparison.OrdinalIgnoreCase) ? folder[..^5] : folder;

    private static bool IsDrive(string folder) => folder.Length == 2 && folder[1] == ':';

    private static string ToRegex(string pattern) =>
        Regex.Escape(pattern.Replace('\\', '/'))
            .Replace(@"\{server}", @"(?<server>[^/]+)", StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal);
}
