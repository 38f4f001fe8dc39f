using System.Diagnostics;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Terminal;

/// <summary>Says on stderr, now and then, how much of long work is done and how long the rest will take.</summary>
public sealed class LongWork(Streams streams, string what)
{
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _said;

    /// <param name="done">In [0, 1].</param>
    public void Advance(double done)
    {
        if (done <= 0 || _watch.Elapsed - _said < _least)
            return;
        _said = _watch.Elapsed;
        TimeSpan rest = TimeSpan.FromSeconds(Math.Ceiling(_said.TotalSeconds * (1 - done) / done));
        streams.Note(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}: {100 * done:0} %, about {Say.Span(rest)} left"));
    }
}
