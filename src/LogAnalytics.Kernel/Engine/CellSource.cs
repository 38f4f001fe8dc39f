using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace LogAnalytics.Kernel.Engine;

/// <summary>A cell taken apart: directives at its top, then C# or SQL. Lines keep their numbers.</summary>
/// <param name="Directives">Each with its line, in order.</param>
/// <param name="Code">The rest; directive lines are blank in it.</param>
/// <param name="SqlName">For SQL: the variable that takes the table, or empty; null for C#.</param>
internal sealed partial record CellSource(IReadOnlyList<CellDirective> Directives, string Code, string? SqlName)
{
    /// <exception cref="CellSyntaxException">A directive is unknown or incomplete.</exception>
    public static CellSource Parse(string cell)
    {
        string[] lines = cell.ReplaceLineEndings("\n").Split('\n');
        List<CellDirective> directives = [];
        string? sqlName = null;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || sqlName is null && line.StartsWith("//", StringComparison.Ordinal))
                continue;
            if (!IsDirective(line) || sqlName is not null)
                break;
            string[] words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            string rest = words.Length > 1 ? words[1] : "";
            switch (words[0])
            {
                case "#lake" or "%lake" when rest.Length > 0:
                    directives.Add(new CellDirective(DirectiveKind.Lake, i + 1, rest.Trim('"')));
                    break;
                case "%loganalytics" when rest.Length > 0:
                    directives.Add(new CellDirective(DirectiveKind.Tool, i + 1, rest));
                    break;
                case "%%sql" when rest.Length == 0 || SyntaxFacts.IsValidIdentifier(rest) && SyntaxFacts.GetKeywordKind(rest) == SyntaxKind.None:
                    sqlName = rest;
                    break;
                case "%%sql":
                    throw new CellSyntaxException(i + 1, $"'{rest}' is no name for a variable. Write %%sql, or %%sql name.");
                default:
                    throw new CellSyntaxException(i + 1, $"'{line}' is no directive. There are #lake PATH, %loganalytics VERB …, and %%sql [name].");
            }

            lines[i] = "";
        }

        return new CellSource(directives, string.Join('\n', lines), sqlName);
    }

    // #r, #load, #if and the like are C#'s own.
    private static bool IsDirective(string line) => line.StartsWith('%') || LakeLine().IsMatch(line);

    [GeneratedRegex(@"^#lake\b", RegexOptions.CultureInvariant)]
    private static partial Regex LakeLine();
}
