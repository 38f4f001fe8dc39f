namespace LogAnalytics.Cli.Prompt;

/// <summary>Lines typed before, also in earlier sessions. A file that cannot be read or written costs the memory of them, nothing else.</summary>
public sealed class PromptHistory
{
    private const int MostLines = 1000;

    private readonly string? _path;
    private readonly List<string> _lines = [];
    private int _at;

    /// <param name="path">Where they are kept; null: nowhere.</param>
    public PromptHistory(string? path)
    {
        _path = path;
        Quietly(() =>
        {
            if (File.Exists(path))
                _lines.AddRange(File.ReadLines(path).TakeLast(MostLines));
        });
        _at = _lines.Count;
    }

    public void Add(string line)
    {
        if (line.Trim().Length > 0 && line != _lines.LastOrDefault())
            _lines.Add(line);
        _at = _lines.Count;
    }

    /// <summary>The line before the one shown; null at the oldest.</summary>
    public string? Previous() => _at == 0 ? null : _lines[--_at];

    /// <summary>The line after the one shown; empty behind the newest.</summary>
    public string Next()
    {
        _at = Math.Min(_at + 1, _lines.Count);
        return _at == _lines.Count ? "" : _lines[_at];
    }

    public void Save() => Quietly(() =>
    {
        if (_path is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllLines(_path, _lines.TakeLast(MostLines));
    });

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
