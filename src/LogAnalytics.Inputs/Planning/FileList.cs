using System.Globalization;

namespace LogAnalytics.Inputs.Planning;

/// <summary>A list of logs instead of a look at the disk: <c>SIZE&lt;tab&gt;PATH</c> a line, as <c>find -printf '%s\t%P\n'</c> writes it.</summary>
public static class FileList
{
    /// <param name="source">What to call it in errors.</param>
    /// <exception cref="InputException">A line cannot be read; it is named.</exception>
    public static IEnumerable<(long Bytes, string Path)> Read(TextReader lines, string source)
    {
        for (int number = 1; lines.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
                continue;
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 1 || tab == line.Length - 1 || !long.TryParse(line.AsSpan(0, tab), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes))
                throw new InputException($"'{source}', line {number}: '{line}' is not a size, a tab and a path. Make the list with: find FOLDER -type f -printf '%s\\t%P\\n'");
            yield return (bytes, line[(tab + 1)..]);
        }
    }
}
