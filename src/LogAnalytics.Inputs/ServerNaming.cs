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

    private static readonly HashSet<string> _layoutRoots = new(StringComparer.OrdinalIgnoreCase) { "TransportRoles", "ProtocolLog" };

    private static readonly Dictionary<string, string> _services = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Submission"] = "MailboxSubmission",
        ["Delivery"] = "MailboxDelivery",
        ["Hub"] = "Hub",
        ["FrontEnd"] = "FrontEnd",
        ["Edge"] = "Edge",
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
            throw new InputException($"--server-from '{nameOrPattern}' is no valid pattern: {e.Message}");
        }

        return nameOrPattern.IndexOfAny(['/', '\\', '*', '?', '{', '}']) < 0
            ? new ServerNaming(nameOrPattern, null)
            : throw new InputException($"--server-from '{nameOrPattern}' is neither a name nor a pattern: a pattern holds {{server}}.");
    }

    /// <param name="path">Full path with <c>/</c>, the archive's name and member included.</param>
    /// <returns>Null if nothing qualifies.</returns>
    public string? ServerOf(string path)
    {
        if (_fixedName is not null)
            return _fixedName;
        if (_pattern is not null && Named(path) is { Length: > 0 } named)
            return named;
        string[] folders = Folders(path);
        // Below these all is Exchange's, or somebody's order within it: …/TransportRoles/Logs/MessageTracking, …/SmtpSend/old.
        int layout = Array.FindLastIndex(folders, folder => _layoutRoots.Contains(folder));
        return folders[..(layout < 0 ? folders.Length : layout)]
            .Select(StripArchive)
            .LastOrDefault(folder => !_exchangeFolders.Contains(folder) && !IsDrive(folder));
    }

    public static string ServiceOf(string path)
    {
        string[] folders = Folders(path);
        // The nearest to the file: a folder above the layout may bear such a name by chance.
        for (int i = folders.Length - 1; i >= 0; i--)
        {
            if (_services.TryGetValue(folders[i], out string? service))
                return service;
        }

        return "Unknown";
    }

    private string Named(string path)
    {
        try
        {
            return _pattern!.Match(path).Groups["server"].Value;
        }
        catch (RegexMatchTimeoutException)
        {
            throw new InputException($"--server-from '{_pattern}' takes too long on '{path}'. Give a simpler pattern.");
        }
    }

    private static string[] Folders(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1];

    // "EX01.zip!" names EX01 like a folder would.
    private static string StripArchive(string folder) =>
        folder.EndsWith(".zip!", StringComparison.OrdinalIgnoreCase) ? folder[..^5] : folder;

    // "C:", or "C$" of an administrative share.
    private static bool IsDrive(string folder) => folder.Length == 2 && folder[1] is ':' or '$';

    private static string ToRegex(string pattern) =>
        Regex.Escape(pattern.Replace('\\', '/'))
            .Replace(@"\{server}", @"(?<server>[^/]+)", StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal);
}
