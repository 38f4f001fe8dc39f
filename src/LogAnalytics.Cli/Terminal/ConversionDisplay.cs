using LogAnalytics.Cli.Options;
using LogAnalytics.Lake.Conversion;
using Spectre.Console;

namespace LogAnalytics.Cli.Terminal;

/// <summary>Shows long work on a lake on stderr: bytes, MB/s and the time that is left.</summary>
public static class ConversionDisplay
{
    private static readonly TimeSpan _refresh = TimeSpan.FromMilliseconds(200);

    public static async Task<T> RunAsync<T>(Streams streams, ConvertProgress progress, Func<Task<T>> work)
    {
        if (!streams.ShowsProgress)
            return await work().ConfigureAwait(false);
        return await streams.Diagnostics.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask("reading", maxValue: 1);
                DateTime started = DateTime.UtcNow;
                Task<T> running = Task.Run(work);
                while (!running.IsCompleted)
                {
                    Update(bar, progress, DateTime.UtcNow - started);
                    await Task.WhenAny(running, Task.Delay(_refresh)).ConfigureAwait(false);
                }

                return await running.ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private static void Update(ProgressTask bar, ConvertProgress progress, TimeSpan elapsed)
    {
        double seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        bar.MaxValue = Math.Max(progress.TotalBytes, 1);
        bar.Value = Math.Min(progress.BytesRead, bar.MaxValue * 0.999);
        string rate = SizeText.Show((long)(progress.BytesRead / seconds));
        bar.Description = progress.BytesRead < progress.TotalBytes || progress.TotalBytes == 0
            ? $"reading {SizeText.Show(progress.BytesRead)} of {SizeText.Show(progress.TotalBytes)}, {rate}/s"
            : $"writing tables, {progress.RowsWritten:N0} rows";
    }
}
