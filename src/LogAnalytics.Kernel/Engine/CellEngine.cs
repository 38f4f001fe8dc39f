using System.Text.RegularExpressions;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Notebooks;
using LogAnalytics.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Kernel.Engine;

/// <summary>Runs cells one after the other; what one declares, the next ones see. Knows nothing of Jupyter.</summary>
public sealed partial class CellEngine : IDisposable
{
    private readonly CellGlobals _globals;
    private readonly ToolCommand _tool;
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    private Notebooks.Lake? _lake;
    private string? _lakePath;
    private volatile CellScope? _running;
    private int _count;

    /// <param name="tool">Runs the verbs of <c>%loganalytics</c>.</param>
    /// <param name="lakePath">The lake that SQL asks until a cell says otherwise; null: none.</param>
    public CellEngine(ToolCommand tool, string? lakePath = null)
    {
        (_tool, _lakePath) = (tool, lakePath);
        _globals = new CellGlobals(CurrentLake);
    }

    /// <summary>What the cells so far made; null before the first.</summary>
    internal ScriptState<object>? State { get; private set; }

    /// <summary>Runs a cell. An error is an outcome, not an exception.</summary>
    public async Task<CellOutcome> RunAsync(string cell, ICellOutput output)
    {
        CellScope scope = new(output);
        _running = scope;
        _count++;
        try
        {
            return await CellThread.RunAsync(scope, () => RunCellAsync(cell, scope)).ConfigureAwait(false);
        }
        catch (TimeoutException) when (scope.Interruption.IsCancellationRequested)
        {
            return CellOutcome.Failed(CellError.Abandoned);
        }
        catch (Exception e) when (scope.Interruption.IsCancellationRequested && e is OperationCanceledException or ThreadInterruptedException)
        {
            return CellOutcome.Failed(CellError.Interrupted);
        }
        catch (Exception e)
        {
            return CellOutcome.Failed(CellErrors.OfException(e, _sources));
        }
        finally
        {
            _running = null;
            scope.Printing.Flush();
        }
    }

    /// <summary>Ends the running cell, from another thread; what earlier cells made stays.</summary>
    public void Interrupt() => _running?.Interrupt();

    public void Dispose() => _lake?.Dispose();

    /// <summary>The lake that SQL asks: that of <c>#lake</c> or <c>--lake</c>, else the variable that was declared last.</summary>
    internal Notebooks.Lake CurrentLake()
    {
        if (_lakePath is not null)
            return _lake ??= Notebooks.Lake.Open(_lakePath);
        return State?.Variables.LastOrDefault(variable => variable.Type == typeof(Notebooks.Lake))?.Value as Notebooks.Lake
            ?? throw new InputException("No lake yet. Write '#lake PATH' at the top of a cell, or 'var lake = Lake.Open(\"PATH\");' in one.");
    }

    private async Task<CellOutcome> RunCellAsync(string cell, CellScope scope)
    {
        CellSource source;
        try
        {
            source = CellSource.Parse(cell);
        }
        catch (CellSyntaxException e)
        {
            return CellOutcome.Failed(CellError.At(e.Line, nameof(CellSyntaxException), e.Message));
        }

        foreach (CellDirective directive in source.Directives)
        {
            if (await RunDirectiveAsync(directive, scope).ConfigureAwait(false) is { } error)
                return CellOutcome.Failed(error);
        }

        if (string.IsNullOrWhiteSpace(source.Code))
            return new CellOutcome(null, null);
        return source.SqlName is { } name ? await RunSqlAsync(source.Code, name, scope).ConfigureAwait(false) : await RunCodeAsync(source.Code, scope).ConfigureAwait(false);
    }

    private async Task<CellError?> RunDirectiveAsync(CellDirective directive, CellScope scope)
    {
        if (directive.Kind == DirectiveKind.Lake)
        {
            try
            {
                Notebooks.Lake opened = Notebooks.Lake.Open(directive.Text);
                _lake?.Dispose();
                (_lake, _lakePath) = (opened, directive.Text);
                return null;
            }
            catch (LakeException e)
            {
                return CellError.At(directive.Line, nameof(LakeException), e.Message);
            }
        }

        int exitCode = await _tool.RunAsync(ToolCommand.Split(directive.Text), scope.Output, scope.Interruption).ConfigureAwait(false);
        return exitCode == 0 ? null : CellError.At(directive.Line, "ExitCode", $"loganalytics ended with {exitCode}.");
    }

    // $name takes the variable of that name, bound; what is no variable the engine names as missing.
    private async Task<CellOutcome> RunSqlAsync(string sql, string name, CellScope scope)
    {
        DataFrame frame;
        try
        {
            Dictionary<string, object?> parameters = ParameterName().Matches(sql).Select(match => match.Groups[1].Value).Distinct()
                .Select(parameter => (parameter, variable: State?.GetVariable(parameter))).Where(entry => entry.variable is not null)
                .ToDictionary(entry => entry.parameter, entry => (object?)entry.variable!.Value);
            frame = CurrentLake().Sql(sql, parameters);
        }
        catch (Exception e) when (e is QueryException or InputException or LakeException)
        {
            return CellOutcome.Failed(new CellError(e.GetType().Name, e.Message, e.Message.Split('\n')));
        }

        if (name.Length > 0)
        {
            _globals.SqlResult = frame;
            Keep(scope, await RunScriptAsync($"var {name} = {nameof(CellGlobals.SqlResult)};", "sql").ConfigureAwait(false));
        }

        return new CellOutcome(CellFormatter.Forms(frame), null);
    }

    private async Task<CellOutcome> RunCodeAsync(string code, CellScope scope)
    {
        string path = $"cell {_count}";
        _sources[path] = code;
        Compilation compilation = Continue(code, path).GetCompilation();
        if (compilation.GetDiagnostics() is var diagnostics && diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            return CellOutcome.Failed(CellErrors.OfCompiler(diagnostics, code));

        string guarded = LoopGuard.Guard(await compilation.SyntaxTrees.Single().GetRootAsync().ConfigureAwait(false));
        ScriptState<object> state = await RunScriptAsync(guarded, path).ConfigureAwait(false);
        // What was declared before an exception stays.
        Keep(scope, state);
        if (state.Exception is { } thrown)
        {
            bool isInterrupted = scope.Interruption.IsCancellationRequested && thrown is OperationCanceledException or ThreadInterruptedException;
            return CellOutcome.Failed(isInterrupted ? CellError.Interrupted : CellErrors.OfException(thrown, _sources));
        }

        return new CellOutcome(CellFormatter.Forms(state.ReturnValue), null);
    }

    private Task<ScriptState<object>> RunScriptAsync(string code, string path)
    {
        Script<object> script = Continue(code, path);
        return State is null ? script.RunAsync(_globals, _ => true) : script.RunFromAsync(State, _ => true);
    }

    // A cell that was left alone and ends later must not take back what cells behind it made.
    private void Keep(CellScope scope, ScriptState<object> state)
    {
        if (ReferenceEquals(_running, scope))
            State = state;
    }

    /// <summary>The notebook so far with code behind it, compiled but not run.</summary>
    internal Script<object> Continue(string code, string path)
    {
        ScriptOptions options = ScriptSettings.Options.WithFilePath(path);
        return State is null ? CSharpScript.Create<object>(code, options, typeof(CellGlobals)) : State.Script.ContinueWith<object>(code, options);
    }

    [GeneratedRegex(@"(?<!\$)\$([A-Za-z_]\w*)\b(?!\$)", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterName();
}
