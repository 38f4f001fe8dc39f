using System.Diagnostics;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Terminal;

/// <summary>Shows long work on stderr while it runs, on a terminal only: what it is at, how much is done, and the time that is left.</summary>
public static class WorkDisplay
{
    // A line of a usual terminal holds everything.
    private const int BarWidth = 16;
    private static readonly TimeSpan _refresh = TimeSpan.FromMilliseconds(200);

    /// <param name="status">Asked now and then, from another thread than the work's, with the time since the work began.</param>
    /// <param name="since">When it began; null: now.</param>
    public static async Task<T> RunAsync<T>(Streams streams, Func<TimeSpan, WorkStatus> status, Func<Task<T>> work, Stopwatch? since = null)
    {
        if (!streams.ShowsProgress)
            return await work().ConfigureAwait(false);
        Stopwatch watch = since ?? Stopwatch.StartNew();
        return await streams.Diagnostics.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new TimeLeftColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask(What(status(watch.Elapsed)), maxValue: 1);
                Task<T> running = Task.Run(work);
                while (!running.IsCompleted)
                {
                    WorkStatus now = status(watch.Elapsed);
                    bar.Value = Math.Min(now.Done, 0.999);
                    bar.Description = What(now);
                    TimeLeftColumn.Set(bar, now.Left(watch.Elapsed));
                    await Task.WhenAny(running, Task.Delay(_refresh)).ConfigureAwait(false);
                }

                return await running.ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    /// <summary>Work that does not wait for anything.</summary>
    public static Task<T> RunAsync<T>(Streams streams, Func<TimeSpan, WorkStatus> status, Func<T> work, Stopwatch? since = null) =>
        RunAsync(streams, status, () => Task.FromResult(work()), since);

    private static string What(WorkStatus status) => Markup.Escape(Say.Safe(status.What));
}
