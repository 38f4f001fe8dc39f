using System.Text.RegularExpressions;

namespace LogAnalytics.Inputs;

/// <summary>
/// A pattern over paths relative to its root, any case: <c>*</c> and <c>?</c> stay within a folder, <c>**</c> spans folders.
/// </summary>
public sealed class PathGlob
{
    private readonly Regex _regex;
    private readonly int _depth;

    private PathGlob(string root, string pattern)
    {
        Root = root;
        _depth = pattern.Contains("**", StringComparison.Ordinal) ? int.MaxValue : pattern.Split('/').Length;
        EndsOpen = pattern.EndsWith('*');
        string regex = Regex.Escape(pattern)
            .Replace(@"\*\*/", "(?:.*/)?", StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal);
        _regex = new Regex($"^{regex}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }

    /// <summary>Full path of the folder in front of the first wildcard.</summary>
    public string Root { get; }

    /// <summary>The pattern does not say how names end.</summary>
    public bool EndsOpen { get; }

    public static bool IsGlob(string input) => input.IndexOfAny(['*', '?']) >= 0;

    public static PathGlob Parse(string glob)
    {
        string normal = glob.Replace('\\', '/');
        int slash = normal.LastIndexOf('/', normal.IndexOfAny(['*', '?']));
        string root = Path.GetFullPath(slash < 0 ? "." : normal[..(slash + 1)]);
        return new PathGlob(Path.TrimEndingDirectorySeparator(root), normal[(slash + 1)..]);
    }

    /// <param name="relative">Path below <see cref="Root"/>, with <c>/</c>.</param>
    public bool IsMatch(string relative) => _regex.IsMatch(relative);

    /// <summary>Can something below this folder match.</summary>
    public bool MayMatchBelow(string relativeFolder) => relativeFolder.Split('/').Length < _depth;
}
