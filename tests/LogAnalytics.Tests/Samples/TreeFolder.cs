using System.Security.Cryptography;
using System.Text;
using LogAnalytics.Samples;

namespace LogAnalytics.Tests.Samples;

/// <summary>A tree in a temporary folder, and plain code to look at it.</summary>
internal sealed class TreeFolder : IDisposable
{
    public TreeFolder(SampleOptions options)
    {
        Root = Directory.CreateTempSubdirectory("sample-tree-").FullName;
        Truth = SampleTree.Write(Root, options);
    }

    public string Root { get; }
    public SampleTruth Truth { get; }

    public static SampleOptions Small(string kind, int seed = 5) => new() { Incident = kind, Seed = seed, Days = 2, SessionsPerServerHour = 6 };

    public IEnumerable<string> Logs() => Logs(Root);

    public static IEnumerable<string> Logs(string root) =>
        Directory.EnumerateFiles(root, "SEND*.LOG", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>Path and hash of every file: two trees are equal when these are.</summary>
    public static string[] Fingerprint(string root) =>
        [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/') + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))))];

    public static IEnumerable<string> Rows(string path) => File.ReadLines(path).Where(line => !line.StartsWith('#'));

    /// <summary>The line a point of the truth speaks of.</summary>
    public string Line(TruthPoint point) => File.ReadLines(Path.Combine(Root, point.File)).ElementAt(point.Line - 1);

    /// <summary>CSV by the book, one character at a time.</summary>
    public static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(line[i]);
        }

        fields.Add(field.ToString());
        return fields;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
