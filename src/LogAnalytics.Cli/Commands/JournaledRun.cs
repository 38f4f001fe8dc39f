using System.Globalization;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Cli.Commands;

/// <summary>A run's entry in the lake's log of runs: made when it begins, completed when it ends, however that is.</summary>
public sealed class JournaledRun
{
    // Of a start; .NET's ticks are finer than what the view needs.
    private const string IdFormat = "yyyyMMdd'T'HHmmss.fff'Z'";

    private readonly LakeFolder _lake;
    private readonly TimeProvider _clock;
    private JournalEntry _entry;
    private bool _hasBegun;
    private Action? _learn;
    private Action<string>? _cannotLearn;

    private JournaledRun(CliContext context, string verb, string lakeRoot)
    {
        (_lake, _clock) = (new LakeFolder(lakeRoot), context.Clock);
        DateTime started = Now();
        string id = $"{started.ToString(IdFormat, CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..8]}";
        _entry = new JournalEntry(id, verb, CliContext.Version, context.Arguments, started, null, null, new SortedDictionary<string, long>(), [], []);
    }

    /// <summary>What run.json counts too.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; set; } = new SortedDictionary<string, long>();

    public List<string> Reasons { get; } = [];

    public List<string> Warnings { get; } = [];

    public static async Task<int> RunAsync(CliContext context, string verb, string lakeRoot, Func<JournaledRun, Task<int>> body)
    {
        JournaledRun run = new(context, verb, lakeRoot);
        try
        {
            int exitCode = await body(run).ConfigureAwait(false);
            if ((run.End(exitCode) ?? Try(() => run._learn?.Invoke())) is { } problem)
                run._cannotLearn?.Invoke(problem);
            return exitCode;
        }
        catch (Exception e)
        {
            int exitCode = ExitCodes.Of(e);
            run.Reasons.Add(exitCode == ExitCodes.Cancelled ? "cancelled" : e.Message);
            run.End(exitCode);
            throw;
        }
    }

    /// <summary>From here on the run is one of this lake: what was asked for is understood, and may change it.</summary>
    public void Begin()
    {
        _hasBegun = true;
        Write();
    }

    /// <summary>What a conversion has to say for the log.</summary>
    public void Take(ConvertReport report, IReadOnlyList<string> reasons) => Take(RunRecords.Counts(report), reasons);

    /// <param name="reasons">Why the input is incomplete.</param>
    public void Take(IReadOnlyDictionary<string, long> counts, IReadOnlyList<string> reasons)
    {
        Counts = counts;
        Reasons.AddRange(reasons);
    }

    /// <summary>
    /// What the lake takes over as known when all else is done, this run's row too: nothing that can fail, or be killed, comes behind it
    /// but the end of the process.
    /// </summary>
    /// <param name="whenNot">Called with the reason where the lake cannot be written to.</param>
    public void LearnAtTheEnd(Action learn, Action<string> whenNot) => (_learn, _cannotLearn) = (learn, whenNot);

    // Null, or why the row could not be written.
    private string? End(int exitCode)
    {
        if (!_hasBegun)
            return null;
        _entry = _entry with { EndedAt = Now(), ExitCode = exitCode, Counts = Counts, Reasons = Reasons, Warnings = Warnings };
        return Write();
    }

    // A lake that cannot be written to is said by the work itself, where it matters.
    private string? Write() => Try(() => RunJournal.Write(_lake, _entry));

    private static string? Try(Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private DateTime Now()
    {
        DateTime now = _clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
