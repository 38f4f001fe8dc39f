using System.Diagnostics;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Where the time of an analysis goes: seconds by stage, in the order in which stages were first entered.</summary>
public sealed class StageTimes
{
    private readonly List<KeyValuePair<string, double>> _seconds = [];
    private volatile RunningStage? _running;

    public IReadOnlyList<KeyValuePair<string, double>> Seconds => _seconds;

    /// <summary>The stage at work, for other threads to see; null between two.</summary>
    public RunningStage? Running => _running;

    /// <summary>How much of the running query the engine has done, where it can tell.</summary>
    public Func<double?>? EngineProgress { get; set; }

    public void Measure(string stage, Action run) => Measure(stage, () =>
    {
        run();
        return true;
    });

    /// <summary>Runs a stage; one that is entered again adds to its time.</summary>
    public T Measure<T>(string stage, Func<T> run)
    {
        RunningStage running = new(stage, Stopwatch.StartNew());
        _running = running;
        T result;
        try
        {
            result = run();
        }
        finally
        {
            _running = null;
        }

        int known = _seconds.FindIndex(entry => entry.Key == stage);
        double seconds = running.Elapsed.TotalSeconds;
        if (known < 0)
            _seconds.Add(KeyValuePair.Create(stage, seconds));
        else
            _seconds[known] = KeyValuePair.Create(stage, _seconds[known].Value + seconds);
        return result;
    }
}
