using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LogAnalytics.Queries;

/// <summary>SQL of the catalogue with its parameters written out as literals, for a person to read, keep and run.</summary>
public static partial class LiteralSql
{
    /// <summary>The statement without its head comment; every <c>$name</c> stands as a literal.</summary>
    /// <param name="name">Name in the <see cref="SqlCatalog"/>.</param>
    public static string Of(string name, IReadOnlyDictionary<string, object?> parameters) =>
        Parameter().Replace(Body(name), match => Literal(parameters[match.Groups[1].Value]));

    /// <summary>The first line of its head comment: the question that it answers.</summary>
    public static string Question(string name) => SqlCatalog.Text(name).Split('\n', 2)[0].TrimStart('-', ' ');

    /// <summary>
    /// A value as DuckDB reads it back: text quoted, with <c>chr(…)</c> for characters that a terminal or an editor would act on;
    /// times as TIMESTAMP; lists, maps (dictionaries of lists) and structs (<see cref="SqlStruct"/>).
    /// </summary>
    public static string Literal(object? value) => value switch
    {
        null => "NULL",
        string text => Quoted(text),
        bool flag => flag ? "TRUE" : "FALSE",
        DateTime time => $"TIMESTAMP '{time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'",
        IReadOnlyDictionary<string, IReadOnlyList<string?>> map =>
            $"MAP {{{string.Join(", ", map.Select(entry => $"{Quoted(entry.Key)}: {Literal(entry.Value)}"))}}}",
        SqlStruct fields => $"{{{string.Join(", ", fields.Fields.Select(field => $"{Quoted(field.Key)}: {Literal(field.Value)}"))}}}",
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Literal))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"No literal for {value.GetType()}.", nameof(value)),
    };

    private static string Body(string name) =>
        string.Join('\n', SqlCatalog.Text(name).ReplaceLineEndings("\n").Split('\n').SkipWhile(line => line.StartsWith("--", StringComparison.Ordinal))).Trim();

    private static string Quoted(string text)
    {
        if (text.All(IsPlain))
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        StringBuilder sql = new("('");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\'')
                sql.Append("''");
            else if (IsPlain(rune))
                sql.Append(rune.ToString());
            else
                sql.Append(CultureInfo.InvariantCulture, $"' || chr({rune.Value}) || '");
        }

        return sql.Append("')").ToString();
    }

    private static bool IsPlain(char c) => !char.IsSurrogate(c) && IsPlain(new Rune(c));

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    [GeneratedRegex(@"\$([a-z_]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}

/// <summary>A struct literal: its fields in order.</summary>
public sealed record SqlStruct(params KeyValuePair<string, object?>[] Fields);
