using LogAnalytics.Cli.Options;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Cli.Terminal;

/// <summary>What work on the logs of a lake is at: bytes and MB/s, then the rows to be written.</summary>
public static class ConversionStatus
{
    public static Func<TimeSpan, WorkStatus> Of(ConvertProgress progress) => elapsed =>
    {
        string rate = SizeText.Show((long)(progress.BytesRead / Math.Max(elapsed.TotalSeconds, 0.001)));
        return progress.BytesRead < progress.TotalBytes || progress.TotalBytes == 0
            ? new WorkStatus($"reading {SizeText.Show(progress.BytesRead)} of {SizeText.Show(progress.TotalBytes)}, {rate}/s", (double)progress.BytesRead / Math.Max(progress.TotalBytes, 1))
            : new WorkStatus($"writing tables, {progress.RowsWritten:N0} rows", 1);
    };
}
