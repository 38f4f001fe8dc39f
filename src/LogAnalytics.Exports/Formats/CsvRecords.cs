using System.Text;

namespace LogAnalytics.Exports;

/// <summary>Splits delimited text into records, RFC 4180, and knows whether the last one is whole.</summary>
internal sealed class CsvRecords(string text, int start, char delimiter)
{
    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private int _at = start;

    /// <summary>Of the record that was read.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>False where the text ends within the record: inside quotes, or behind a bare value without a line end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Blank lines are passed over.</summary>
    public bool Read()
    {
        _fields.Clear();
        while (_at < text.Length && text[_at] is '\r' or '\n')
            _at++;
        if (_at >= text.Length)
            return false;
        IsWhole = false;
        while (ReadField())
            if (_fields.Count > ExportLimits.MaxColumns)
                throw new ExportException(ExportProblem.TooLarge("columns"));
        return true;
    }

    // True where another field follows in the same record.
    private bool ReadField()
    {
        _field.Clear();
        bool isQuoted = _at < text.Length && text[_at] == '"';
        bool isClosed = isQuoted && ReadQuoted();
        int bare = _at;
        while (_at < text.Length && text[_at] != delimiter && text[_at] is not ('\r' or '\n'))
            _at++;
        _field.Append(text, bare, _at - bare);
        _fields.Add(_field.ToString());
        if (_at >= text.Length)
        {
            IsWhole = isClosed && bare == _at;
            return false;
        }

        IsWhole = true;
        return text[_at++] == delimiter;
    }

    // Returns whether the closing quote was there.
    private bool ReadQuoted()
    {
        _at++;
        while (_at < text.Length)
        {
            int quote = text.IndexOf('"', _at);
            if (quote < 0)
                break;
            _field.Append(text, _at, quote - _at);
            _at = quote + 1;
            if (_at >= text.Length || text[_at] != '"')
                return true;
            _field.Append('"');
            _at++;
        }

        _field.Append(text, Math.Min(_at, text.Length), text.Length - Math.Min(_at, text.Length));
        _at = text.Length;
        return false;
    }
}
