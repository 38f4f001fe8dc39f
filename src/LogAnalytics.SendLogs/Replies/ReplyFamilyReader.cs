using System.Globalization;

namespace LogAnalytics.SendLogs.Replies;

/// <summary>Reads a table of reply families: seven columns parted by tabs, comments with <c>#</c>, blank lines left out.</summary>
internal sealed class ReplyFamilyReader(string file)
{
    private const int ColumnCount = 7;
    private int _lineNumber;

    /// <param name="classes">Class of each id so far; an id of this table is added or must agree.</param>
    /// <exception cref="ReplyTaxonomyException">A row is malformed.</exception>
    public List<ReplyFamily> Read(TextReader reader, Dictionary<string, FamilyClass> classes)
    {
        List<ReplyFamily> families = [];
        while (reader.ReadLine() is { } line)
        {
            _lineNumber++;
            if (_lineNumber == 1)
                line = line.TrimStart('\uFEFF');
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart()[0] == '#')
                continue;
            ReplyFamily family = Parse(line);
            // The tables and the SQL know a family by its id alone.
            if (!classes.TryAdd(family.Id, family.Class) && classes[family.Id] != family.Class)
                throw Error($"id '{family.Id}' is of class {classes[family.Id]} elsewhere, here of class {family.Class}.", "Give the row an id of its own.");
            families.Add(family);
        }

        return families;
    }

    // attr36 <tab> A <tab> 550 <tab> 5.7.64 <tab> ATTR36|ATT36 <tab> meaning <tab> source
    private ReplyFamily Parse(string line)
    {
        string[] parts = line.Split('\t', StringSplitOptions.TrimEntries);
        if (parts.Length != ColumnCount)
            throw Error($"the row has {parts.Length} columns, not {ColumnCount}.", "Write id, class, code, enhanced, words, meaning, source, parted by tabs; leave a column empty where it does not matter.");
        int? code = Code(parts[2]);
        EnhancedCodeRange? enhanced = Enhanced(parts[3]);
        string[][] words = Words(parts[4]);
        if (code is null && enhanced is null && words.Length == 0)
            throw Error("code, enhanced and words are all empty: the row would fit every refusal.", "Fill at least one of them.");
        return new ReplyFamily(Id(parts[0]), Class(parts[1]), code, enhanced, words, parts[5], parts[6]);
    }

    private string Id(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            ? text
            : throw Error($"id '{text}' is not made of lower-case letters, digits and '_'.", "Write for example 'my_gateway'.");

    private FamilyClass Class(string text) => text switch
    {
        "A" => FamilyClass.A,
        "B" => FamilyClass.B,
        "C" => FamilyClass.C,
        _ => throw Error($"class '{text}' is unknown.", "Write A (attribution failed, counted), B (companion, shown beside) or C (look-alike, never counted)."),
    };

    private int? Code(string text)
    {
        if (text.Length == 0)
            return null;
        return text.Length == 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && code is >= 400 and < 600
            ? code
            : throw Error($"code '{text}' is no code of a refusal.", "Write three digits from 400 to 599, or leave it empty for any.");
    }

    private EnhancedCodeRange? Enhanced(string text) =>
        text.Length == 0
            ? null
            : EnhancedCodeRange.TryParse(text)
                ?? throw Error($"enhanced '{text}' is no enhanced status code of class 4 or 5 and no rising range of one.", "Write for example 5.7.64 or 5.7.606-649, or leave it empty for any.");

    private string[][] Words(string text)
    {
        if (text.Length == 0)
            return [];
        string[][] groups = [.. text.Split('&').Select(group => group.Split('|', StringSplitOptions.TrimEntries))];
        return groups.SelectMany(group => group).All(word => word.Length > 0)
            ? groups
            : throw Error($"words '{text}' hold an empty word, which every text has.", "Take out the '&' or '|' that is too much, or leave the column empty for any text.");
    }

    private ReplyTaxonomyException Error(string problem, string remedy) => new(file, _lineNumber, problem, remedy);
}
