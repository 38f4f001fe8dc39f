using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace LogAnalytics.Kernel.Engine;

/// <summary>Errors of the compiler and of running code, each with the line of the cell it stands in.</summary>
internal static class CellErrors
{
    private const int MostInner = 5;

    public static CellError OfCompiler(ImmutableArray<Diagnostic> diagnostics, string code)
    {
        Diagnostic[] errors = [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        string[] source = code.Split('\n');
        List<string> lines = [];
        foreach (Diagnostic error in errors)
        {
            FileLinePositionSpan at = error.Location.GetLineSpan();
            int line = at.StartLinePosition.Line, column = at.StartLinePosition.Character;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"line {line + 1}: error {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}"));
            if (line < source.Length)
            {
                lines.Add("    " + source[line]);
                lines.Add("    " + new string(' ', Math.Min(column, source[line].Length)) + "^");
            }
        }

        return new CellError(errors[0].Id, errors[0].GetMessage(CultureInfo.InvariantCulture), lines);
    }

    /// <param name="sources">Path of a submission → its cell's text.</param>
    public static CellError OfException(Exception exception, IReadOnlyDictionary<string, string> sources)
    {
        Exception thrown = exception is AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException ? exception.InnerException ?? exception : exception;
        List<string> lines = [];
        Exception? each = thrown;
        for (int depth = 0; each is not null && depth < MostInner; depth++, each = each.InnerException)
        {
            lines.Add($"{(depth == 0 ? "" : "caused by ")}{each.GetType().Name}: {each.Message}");
            lines.AddRange(new StackTrace(each, fNeedFileInfo: true).GetFrames().Select(frame => Line(frame, sources)).OfType<string>().Distinct());
        }

        return new CellError(thrown.GetType().Name, thrown.Message, lines);
    }

    // Frames of libraries have no file here.
    private static string? Line(StackFrame frame, IReadOnlyDictionary<string, string> sources)
    {
        if (frame.GetFileName() is not { } file || !sources.TryGetValue(file, out string? source) || frame.GetFileLineNumber() is not (> 0 and var line))
            return null;
        string[] code = source.Split('\n');
        return string.Create(CultureInfo.InvariantCulture, $"    {file}, line {line}: {(line <= code.Length ? code[line - 1].Trim() : "")}");
    }
}
