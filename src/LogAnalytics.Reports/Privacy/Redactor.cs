using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Privacy;

/// <summary>
/// Replaces names by pseudonyms, in models before they are rendered: values that the lake and the side inputs hold, and whatever looks like
/// a mailbox, an address, a host, a thumbprint or a GUID. Session ids, times, counts and the words of this tool stay.
/// </summary>
public sealed partial class Redactor(RedactionKey key, SensitiveValues values, Action<string, string>? issued = null)
{
    private readonly Pseudonyms _pseudonyms = new(key, values.KindOf, issued);

    /// <summary>Of the key.</summary>
    public string KeyId => key.Id;

    /// <summary>A model with every name in it replaced; see <see cref="ModelRedaction"/> for which property holds what.</summary>
    public T Apply<T>(T model) =>
        FindingsJson.Read<T>(ModelRedaction.Apply(this, JsonNode.Parse(FindingsJson.Write(model)))!.ToJsonString());

    /// <summary>A value that stands alone.</summary>
    public string Value(ValueKind kind, string value) =>
        value is "" or "<>" ? value : _pseudonyms.Of(values.KindOf(value, kind), value);

    /// <summary>A path, folder by folder; a line number may stand behind it.</summary>
    public string FilePath(string path)
    {
        StringBuilder shown = new();
        foreach (Match part in PathPart().Matches(path))
        {
            string text = part.Value;
            bool isDrive = shown.Length == 0 && text.Length == 2 && text[1] == ':';
            shown.Append(text is "/" or "\\" || isDrive ? text : _pseudonyms.Of(values.KindOf(text, ValueKind.Path), text));
        }

        return shown.ToString();
    }

    /// <summary>An argument of a command line: options, numbers and times stay, all else is taken for a path.</summary>
    public string Argument(string argument) => HarmlessArgument().IsMatch(argument) && Text(argument) == argument ? argument : FilePath(argument);

    public string Text(string text) => Replace(CutWord().Replace(text, match => IsKnown(text, match) ? match.Value : "…"), Find);

    /// <summary>A sentence that may name files with their folders.</summary>
    public string Note(string text) => Replace(text, part =>
    {
        Span[] found = [.. Find(part)];
        // A name that a path only touches is one of its own; the rest of the path is found beside it.
        return [.. found, .. Paths(part).Where(path => !Array.Exists(found, name => name.Touches(path) && !name.LiesIn(path)))];
    });

    /// <summary>A row of a log: what stands in angle brackets is a mailbox or a message id, whatever it looks like.</summary>
    public string LogLine(string line) =>
        Replace(line, part => [.. Find(part), .. Bracketed().Matches(part).Select(match => new Span(match.Index, match.Length, Value(ValueKind.Mailbox, match.Value)))]);

    private sealed record Span(int Start, int Length, string Pseudonym)
    {
        public int End => Start + Length;

        public bool Touches(Span other) => Start < other.End && other.Start < End;

        public bool LiesIn(Span other) => Start >= other.Start && End <= other.End;
    }

    // The longest span wins; what stands between is looked at again, since a shorter one may have been hidden by it.
    private static string Replace(string text, Func<string, IEnumerable<Span>> find)
    {
        List<Span> taken = [];
        bool wasHidden = false;
        foreach (Span span in find(text).OrderByDescending(span => span.Length).ThenBy(span => span.Start))
        {
            if (taken.TrueForAll(other => !span.Touches(other)))
                taken.Add(span);
            else
                wasHidden = true;
        }

        if (taken.Count == 0)
            return text;
        StringBuilder shown = new();
        int at = 0;
        foreach (Span span in taken.OrderBy(span => span.Start))
        {
            shown.Append(Between(text[at..span.Start])).Append(span.Pseudonym);
            at = span.End;
        }

        return shown.Append(Between(text[at..])).ToString();

        string Between(string rest) => wasHidden && rest.Length > 0 ? Replace(rest, find) : rest;
    }

    private IEnumerable<Span> Paths(string text) =>
        QuotedPath().Matches(text).Concat(BarePath().Matches(text)).Select(match => new Span(match.Index, match.Length, FilePath(match.Value)));

    private IEnumerable<Span> Find(string text)
    {
        foreach ((int start, int length, string value, ValueKind kind) in values.FindAll(text))
            yield return new Span(start, length, _pseudonyms.Of(kind, value));
        foreach (Match match in Pattern().Matches(text))
        {
            if (KindOf(match) is { } kind)
                yield return new Span(match.Index, match.Length, kind == ValueKind.Name ? _pseudonyms.Incident(match.Value) : Value(kind, match.Value));
        }
    }

    private static ValueKind? KindOf(Match match)
    {
        if (match.Groups["mail"].Success)
            return ValueKind.Mailbox;
        if (match.Groups["guid"].Success)
            return ValueKind.Guid;
        if (match.Groups["thumbprint"].Success)
            return ValueKind.Thumbprint;
        if (match.Groups["incident"].Success)
            return ValueKind.Name;
        if (match.Groups["host"].Success)
            return Pseudonyms.IsPublic(match.Value) || Pseudonyms.IsFileName(match.Value) ? null : ValueKind.Host;
        // 12:48:17 has the form of one, and is none.
        return match.Groups["v4"].Success || (match.Length > 2 && IPAddress.TryParse(match.Value, out _)) ? ValueKind.Address : null;
    }

    // "CN=mail.contoso-gro…" is the beginning of a value: it goes, unless it is known as such.
    private bool IsKnown(string text, Match cut) => values.FindAll(text).Any(found => found.Start <= cut.Index && found.Start + found.Length == cut.Index + cut.Length);

    // Names with an @ first: what stands behind it is part of them.
    [GeneratedRegex(
        """
        (?<mail>(?<![\w.+=~&!\#%^?*/{}|$-])[\w.+=~&!\#%^?*/{}|$-]+@(?:\[[0-9A-Fa-f:.]+\]|[\w-]+(?:\.[\w-]+)*))
        |(?<guid>(?<![0-9A-Za-z])[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}(?![0-9A-Za-z]))
        |(?<thumbprint>(?<![0-9A-Za-z])[0-9A-Fa-f]{40}(?![0-9A-Za-z]))
        |(?<incident>(?<!\w)INC-\d{8}-[0-9a-f]{6}(?!\w))
        |(?<v6>(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4})(?![\w:]))
        |(?<v4>(?<!\w)(?<!\d\.)\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d))
        |(?<host>(?<![\w$])(?<!\w\.)(?<!\$_\.)(?:\*\.)?(?:\w[\w-]*\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9](?![\w-]|\.\w))
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"[/\\]|[^/\\]+")]
    private static partial Regex PathPart();

    // Options, verbs and words of options; numbers, sizes, times and spans of time.
    [GeneratedRegex(@"^(--?[a-z-]+|run|analyze|new|any|built-in|\d[\d.:TZ+-]*(?:[dhmKMGB]{1,2})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex HarmlessArgument();

    [GeneratedRegex(@"(?<=')[^'\r\n]*[/\\][^'\r\n]*(?=')")]
    private static partial Regex QuotedPath();

    [GeneratedRegex(@"(?<![^\s'""(])[^\s'""()]*[/\\][^\s'"",;()]*[^\s'"",;.:()]")]
    private static partial Regex BarePath();

    [GeneratedRegex(@"(?<=<)[^<>]+(?=>)")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"[^\s…'""()]+…")]
    private static partial Regex CutWord();
}
