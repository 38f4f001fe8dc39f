using System.IO.Enumeration;
using Microsoft.Extensions.FileSystemGlobbing;

namespace LogAnalytics.Inputs;

/// <summary>
/// A pattern over paths relative to its root, any case: <c>*</c> and <c>?</c> stay within a folder, <c>**</c> spans folders.
/// </summary>
public sealed class PathGlob
{
    private readonly Matcher _matcher = new(StringComparison.OrdinalIgnoreCase);
    private readonly string[] _segments;
    private readonly bool _hasQuestionMark;
    private readonly int _depth;

    private PathGlob(string root, string pattern)
    {
        Root = root;
        _segments = pattern.Split('/');
        _hasQuestionMark = pattern.Contains('?', StringComparison.Ordinal);
        _depth = pattern.Contains("**", StringComparison.Ordinal) ? int.MaxValue : _segments.Length;
        EndsOpen = pattern.EndsWith('*');
        // The library knows no '?': it matches with '*', and HasQuestionMarksRight looks at the single characters.
        _matcher.AddInclude(pattern.Replace('?', '*'));
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
    public bool IsMatch(string relative) =>
        _matcher.Match(relative).HasMatches && (!_hasQuestionMark || HasQuestionMarksRight(relative.Split('/')));

    /// <summary>Can something below this folder match.</summary>
    public bool MayMatchBelow(string relativeFolder) => relativeFolder.Split('/').Length < _depth;

    // Segments in front of the first "**" stand at the start of the path, those behind the last one at its end.
    private bool HasQuestionMarksRight(string[] path)
    {
        int first = Array.IndexOf(_segments, "**");
        int last = Array.LastIndexOf(_segments, "**");
        int head = first < 0 ? _segments.Length : first;
        int tail = last < 0 ? 0 : _segments.Length - last - 1;
        if (path.Length < head + tail)
            return false;
        for (int i = 0; i < head; i++)
        {
            if (!IsSegmentMatch(_segments[i], path[i]))
                return false;
        }

        for (int i = 1; i <= tail; i++)
        {
            if (!IsSegmentMatch(_segments[^i], path[^i]))
                return false;
        }

        return true;
    }

    private static bool IsSegmentMatch(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
