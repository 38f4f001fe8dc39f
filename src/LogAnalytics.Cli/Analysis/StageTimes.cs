using System.Diagnostics;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Where the time of an analysis goes: seconds by stage, in the order in which stages were first entered.</summary>
public sealed class StageTimes
{
    private readonly List<KeyValuePair<string, double>> _seconds = [];

    public IReadOnlyList<KeyValuePair<string, double>> Seconds => _seconds;

    public void Measure(string stage, Action run) => Measure(stage, () =>
    {
        run();
        return true;
    });

    /// <summary>Runs a stage; one that is entered again adds to its time.</summary>
    public T Measure<T>(string stage, Func<T> run)
    {
        Stopwatch watch = Stopwatch.StartNew();
        T result = run();
        int known = _seconds.FindIndex(entry => entry.Key == stage);
        double seconds = watch.Elapsed.TotalSeconds;
        if (known < 0)
            _seconds.Add(KeyValuePair.Create(stage, seconds));
        else
            _seconds[known] = KeyValuePair.Create(stage, _seconds[known].Value + seconds);
        return result;
    }
}
