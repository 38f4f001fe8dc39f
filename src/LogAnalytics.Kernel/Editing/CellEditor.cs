using LogAnalytics.Kernel.Engine;
using LogAnalytics.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LogAnalytics.Kernel.Editing;

/// <summary>What could stand at the cursor, what does stand there, and whether a cell is whole; from the compiler's view of the notebook so far.</summary>
internal sealed class CellEditor(CellEngine engine)
{
    private const int MostMatches = 500;

    private static readonly string[] _sqlWords =
        ["SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "USING", "WITH", "DISTINCT", "count", "sum", "min", "max", "date_trunc", "DESC", "AND", "OR", "NOT", "IS NULL", "FILTER"];

    private static readonly string[] _csharpWords = ["var", "foreach", "for", "while", "if", "else", "return", "new", "await", "using", "true", "false", "null", "record", "static", "string", "int", "long", "double", "bool"];

    /// <summary>Names that fit at the cursor, in order.</summary>
    /// <param name="cursor">An index into the cell's UTF-16 text.</param>
    public Completions Complete(string cell, int cursor)
    {
        cursor = Math.Clamp(cursor, 0, cell.Length);
        int start = cursor;
        while (start > 0 && (char.IsLetterOrDigit(cell[start - 1]) || cell[start - 1] == '_'))
            start--;
        string begun = cell[start..cursor];
        IEnumerable<string> names = IsSql(cell) ? SqlNames() : CSharpNames(Blanked(cell), start);
        return new Completions(start, cursor,
            [.. names.Where(name => name.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.OrdinalIgnoreCase).ThenBy(name => name, StringComparer.Ordinal).Take(MostMatches)]);
    }

    /// <summary>The declaration of what stands at the cursor; null where nothing is known.</summary>
    public string? Inspect(string cell, int cursor)
    {
        if (IsSql(cell))
            return null;
        (SemanticModel model, SyntaxNode root) = Model(Blanked(cell));
        SyntaxToken token = root.FindToken(Math.Clamp(cursor, 0, root.FullSpan.End));
        if (!token.IsKind(SyntaxKind.IdentifierToken) && cursor > 0)
            token = root.FindToken(cursor - 1);
        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not { } node)
            return null;
        SymbolInfo info = model.GetSymbolInfo(node);
        ISymbol[] symbols = info.Symbol is { } symbol ? [symbol] : model.GetDeclaredSymbol(node) is { } declared ? [declared] : [.. info.CandidateSymbols];
        return symbols.Length == 0 ? null : string.Join('\n', symbols.Select(each => each.ToDisplayString()));
    }

    /// <summary>Jupyter's words: <c>complete</c>, <c>incomplete</c> (more lines are to come) or <c>invalid</c>.</summary>
    public static string Completeness(string cell)
    {
        if (IsSql(cell))
            return "complete";
        SyntaxTree tree = Parse(Blanked(cell));
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return "incomplete";
        return tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete";
    }

    private static SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script));

    private static bool IsSql(string cell) => cell.TrimStart().StartsWith("%%sql", StringComparison.Ordinal) || cell.Contains("\n%%sql", StringComparison.Ordinal);

    // Directives become blanks of the same length, so that positions stay.
    private static string Blanked(string cell) => string.Join('\n', cell.Split('\n').Select(line =>
        line.TrimStart() is var bare && (bare.StartsWith('%') || bare.StartsWith("#lake", StringComparison.Ordinal)) ? new string(' ', line.Length) : line));

    private (SemanticModel Model, SyntaxNode Root) Model(string code)
    {
        Compilation compilation = engine.Continue(code, "edit").GetCompilation();
        SyntaxTree tree = compilation.SyntaxTrees.Single();
        return (compilation.GetSemanticModel(tree), tree.GetRoot());
    }

    private IEnumerable<string> CSharpNames(string code, int start)
    {
        (SemanticModel model, SyntaxNode root) = Model(code);
        SyntaxToken before = start > 0 ? root.FindToken(start - 1) : default;
        ExpressionSyntax? owner = before.IsKind(SyntaxKind.DotToken)
            ? before.Parent switch
            {
                MemberAccessExpressionSyntax access => access.Expression,
                QualifiedNameSyntax name => name.Left,
                MemberBindingExpressionSyntax { Parent.Parent: ConditionalAccessExpressionSyntax conditional } => conditional.Expression,
                _ => null,
            }
            : null;
        if (owner is null)
            return before.IsKind(SyntaxKind.DotToken) ? [] : model.LookupSymbols(start).Where(IsNameable).Select(symbol => symbol.Name).Concat(_csharpWords);
        ISymbol? symbol = model.GetSymbolInfo(owner).Symbol;
        // Of a type its static members, of a value the others.
        if (symbol is INamespaceOrTypeSymbol container)
            return model.LookupSymbols(start, container).Where(each => IsNameable(each) && (each.IsStatic || each is INamespaceOrTypeSymbol)).Select(each => each.Name);
        return model.GetTypeInfo(owner).Type is { } type
            ? model.LookupSymbols(start, type, includeReducedExtensionMethods: true).Where(each => IsNameable(each) && !each.IsStatic).Select(each => each.Name)
            : [];
    }

    private static bool IsNameable(ISymbol symbol) => symbol.CanBeReferencedByName && !symbol.Name.StartsWith('<');

    private IEnumerable<string> SqlNames()
    {
        try
        {
            return engine.CurrentLake().Views().SelectMany(view => view.Value.Prepend(view.Key)).Concat(_sqlWords);
        }
        catch (Exception e) when (e is Inputs.InputException or LogAnalytics.Lake.Catalog.LakeException)
        {
            return _sqlWords;
        }
    }
}
