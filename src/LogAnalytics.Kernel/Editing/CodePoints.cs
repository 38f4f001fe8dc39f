namespace LogAnalytics.Kernel.Editing;

/// <summary>Positions in a cell: Jupyter counts code points, .NET UTF-16 units.</summary>
internal static class CodePoints
{
    /// <param name="points">Code points from the start; null: the end.</param>
    public static int ToUtf16(string code, int? points)
    {
        int at = 0;
        for (int left = points ?? code.Length; left > 0 && at < code.Length; left--)
            at += char.IsSurrogatePair(code, at) ? 2 : 1;
        return at;
    }

    public static int FromUtf16(string code, int at) => code.Take(at).Count(c => !char.IsLowSurrogate(c));
}
