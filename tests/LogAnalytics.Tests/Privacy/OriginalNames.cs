using System.Text.RegularExpressions;
using LogAnalytics.Tests.Samples;

namespace LogAnalytics.Tests.Privacy;

/// <summary>The names in a tree of logs, read off the raw rows by plain code that shares nothing with the redaction.</summary>
internal static partial class OriginalNames
{
    // What the service calls itself, and words that certificates share with any text.
    private static readonly string[] _public = ["outlook.com", "mail.protection.outlook.com", "*.mail.protection.outlook.com", "protection.outlook.com"];
    private const int Shortest = 4;

    /// <param name="folders">Folders of this machine that were named on the command line.</param>
    public static IReadOnlyCollection<string> Of(string root, IEnumerable<string> folders)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (string path in Directory.EnumerateFiles(root, "SEND*.LOG", SearchOption.AllDirectories))
        {
            names.Add(Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)[0]);
            foreach (string line in File.ReadLines(path).Where(line => line.StartsWith("20", StringComparison.Ordinal)))
                AddRow(names, TreeFolder.Split(line));
        }

        foreach (string folder in folders)
            names.UnionWith(folder.Split(Path.DirectorySeparatorChar).Where(part => part.Contains("loganalytics-test-", StringComparison.Ordinal) || part.Contains("sample-tree-", StringComparison.Ordinal)));
        return [.. names.Where(name => name.Length >= Shortest && !_public.Contains(name))];
    }

    private static void AddRow(HashSet<string> names, List<string> fields)
    {
        if (fields.Count != 9)
            return;
        names.Add(fields[1]);
        foreach (string endpoint in fields[4..6])
            names.Add(endpoint.LastIndexOf(':') is > 0 and var colon ? endpoint[..colon].Trim('[', ']') : endpoint);
        string data = fields[7], context = fields[8];
        foreach (Match match in Bracketed().Matches(data + " " + context))
            AddMailbox(names, match.Groups[1].Value);
        foreach (Match match in Told().Matches(data))
            names.Add(match.Groups[1].Value);
        if (context.Contains("ertificate", StringComparison.Ordinal))
            AddCertificate(names, data);
    }

    private static void AddMailbox(HashSet<string> names, string mailbox)
    {
        names.Add(mailbox);
        if (mailbox.Contains('@'))
            names.Add(mailbox.Split('@')[1]);
    }

    private static void AddCertificate(HashSet<string> names, string data)
    {
        foreach (Match match in Hex().Matches(data))
            names.Add(match.Value);
        foreach (Match match in Attribute().Matches(data))
            names.Add(match.Groups[1].Value.Trim('"'));
        foreach (string name in data.Split(' ')[^1].Split(';'))
            names.Add(name);
    }

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Bracketed();

    // Greeting, EHLO, the address that the receiver sees, hosts in brackets and behind Hostname=.
    [GeneratedRegex(@"(?:^220 |^EHLO |^250[ -]+(?=\S+ Hello)|Hello \[|\[(?=[A-Z0-9.-]+\.[a-z])|Hostname=)(\d+\.\d+\.\d+\.\d+|[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z][A-Za-z0-9-]*)")]
    private static partial Regex Told();

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9A-F]{16,64}(?![0-9A-Za-z])")]
    private static partial Regex Hex();

    [GeneratedRegex("(?:^|[ ,])(?:CN|O|OU|L)=(\"[^\"]+\"|[^,\"]+?)(?=,|$| CN=| [0-9A-F]{16})")]
    private static partial Regex Attribute();
}
