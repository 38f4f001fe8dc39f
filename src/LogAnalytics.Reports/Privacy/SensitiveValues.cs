using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Privacy;

/// <summary>Values to replace wherever they stand in a text: those that no pattern tells by their form. Found at borders of words, longest first.</summary>
public sealed class SensitiveValues
{
    // Where sentences cut a value; what is left of it is a value too.
    private const int CutAt = 100;

    // Shorter ones are words of any text: they are replaced where a field holds nothing else.
    private const int ShortestPart = 3, ShortestSerial = 8;

    private readonly Dictionary<string, ValueKind> _kinds = new(StringComparer.OrdinalIgnoreCase);

    // By their first word: candidates at a place, the longest first.
    private readonly Dictionary<string, List<Form>> _byStart = new(StringComparer.OrdinalIgnoreCase);
    private bool _isSorted = true;

    /// <summary>A spelling under which a value may stand in a text.</summary>
    private sealed record Form(string Text, string Value, ValueKind Kind);

    /// <summary>The first kind that a value is known by holds.</summary>
    public void Add(ValueKind kind, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || value == "<>" || !_kinds.TryAdd(value, kind))
            return;
        if (kind == ValueKind.DistinguishedName)
        {
            foreach (string part in Pseudonyms.PartsOf(value))
                Add(ValueKind.Name, part);
        }

        if (value.Length < (kind is ValueKind.Name or ValueKind.Path ? ShortestPart : kind == ValueKind.Serial ? ShortestSerial : 1))
            return;
        string safe = Say.Safe(value);
        string[] forms =
        [
            value, safe, value.Replace("\"", "\"\"", StringComparison.Ordinal), value.Replace("'", "''", StringComparison.Ordinal),
            safe.Length > CutAt ? safe[..CutAt] + "…" : value,
        ];
        foreach (string form in forms.Distinct(StringComparer.Ordinal))
        {
            string start = Word(form, 0);
            if (!_byStart.TryGetValue(start, out List<Form>? list))
                _byStart.Add(start, list = []);
            list.Add(new Form(form, value, kind));
            _isSorted = false;
        }
    }

    public ValueKind KindOf(string value, ValueKind otherwise) => _kinds.GetValueOrDefault(value, otherwise);

    /// <summary>All places in a text where a value stands; they may overlap.</summary>
    public IEnumerable<(int Start, int Length, string Value, ValueKind Kind)> FindAll(string text)
    {
        Sort();
        for (int i = 0; i < text.Length; i++)
        {
            if (IsInsideWord(text, i) || !_byStart.TryGetValue(Word(text, i), out List<Form>? forms))
                continue;
            foreach (Form form in forms)
            {
                int end = i + form.Text.Length;
                if (end > text.Length || IsInsideWord(text, end) || !text.AsSpan(i, form.Text.Length).Equals(form.Text, CaseOf(form.Kind)))
                    continue;
                yield return (i, form.Text.Length, form.Value, form.Kind);
                break;
            }
        }
    }

    // Words of a certificate's name or of a path are common ones in another case.
    private static StringComparison CaseOf(ValueKind kind) =>
        kind is ValueKind.Name or ValueKind.Path or ValueKind.DistinguishedName ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private void Sort()
    {
        if (_isSorted)
            return;
        foreach (List<Form> forms in _byStart.Values)
            forms.Sort((a, b) => a.Text.Length != b.Text.Length ? b.Text.Length.CompareTo(a.Text.Length) : string.CompareOrdinal(a.Text, b.Text));
        _isSorted = true;
    }

    // Letters and digits from a place on; a single character where it is none.
    private static string Word(string text, int start)
    {
        int end = start;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        return text[start..Math.Max(end, start + 1)];
    }

    private static bool IsInsideWord(string text, int at) => at > 0 && at < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]);
}
