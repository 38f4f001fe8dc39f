using System.Globalization;
using System.Runtime.InteropServices;
using LogAnalytics.Cli.Options;
using LogAnalytics.Kernel.Files;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Doctoring;

/// <summary>The machine and what the tool brings along.</summary>
internal static class MachineChecks
{
    private const long LeastMemoryBytes = 1L << 30;
    private const long LeastTemporaryBytes = 1L << 30;
    private const int LeastOpenFiles = 1024;
    private static readonly DateTimeOffset _longAgo = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Finding> All(DateTimeOffset now)
    {
        yield return Finding.Ok("tool", $"loganalytics {CliContext.Version}, {RuntimeInformation.FrameworkDescription}");
        yield return RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64
            ? Finding.Ok("system", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}")
            : new Finding(Verdict.Fail, "system", $"{RuntimeInformation.ProcessArchitecture} is not supported", "Use a 64-bit system.");
        yield return Engine();
        yield return Memory();
        yield return Writable("temporary", Path.GetTempPath(), LeastTemporaryBytes, "Name another folder with the variable TMPDIR (Windows: TEMP).");
        if (OpenFiles() is { } files)
            yield return files;
        yield return now > _longAgo
            ? Finding.Ok("clock", $"{now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}; only reports bear it, findings come from the logs' own times")
            : new Finding(Verdict.Warn, "clock", $"the machine says {now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", "Set the clock: reports say when they were made.");
        yield return Notebooks();
    }

    /// <summary>A file can be made in a folder, or in the nearest one above it that is there, and there is room. Nothing is left behind.</summary>
    public static Finding Writable(string subject, string folder, long leastBytes, string remedy)
    {
        string at = Path.GetFullPath(folder);
        while (!Directory.Exists(at) && Path.GetDirectoryName(at) is { } parent)
            at = parent;
        string shown = at == Path.GetFullPath(folder) ? at : $"{folder} (not there yet, would be made in {at})";
        try
        {
            using FileStream probe = new(Path.Combine(at, $".doctor-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(Verdict.Fail, subject, $"{shown} cannot be written to: {e.Message.TrimEnd('.')}", remedy);
        }

        long free = new DriveInfo(at).AvailableFreeSpace;
        return free >= leastBytes
            ? Finding.Ok(subject, $"{shown}, {SizeText.Show(free)} free")
            : new Finding(Verdict.Warn, subject, $"{shown} has {SizeText.Show(free)} free; {SizeText.Show(leastBytes)} are advisable", "Make room, or " + char.ToLowerInvariant(remedy[0]) + remedy[1..]);
    }

    private static Finding Engine()
    {
        try
        {
            return Finding.Ok("engine", $"DuckDB {LakeDatabase.EngineVersion()}");
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException or EngineException)
        {
            return new Finding(Verdict.Fail, "engine", $"DuckDB's library cannot be loaded: {(e.InnerException ?? e).Message.Split('\n')[0].TrimEnd('.')}", "Put libduckdb (duckdb.dll) back beside the executable: unpack the archive again.");
        }
    }

    private static Finding Memory()
    {
        long bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        string text = $"{System.Environment.ProcessorCount} cores, {SizeText.Show(bytes)} memory for this process";
        return bytes >= LeastMemoryBytes ? Finding.Ok("machine", text) : new Finding(Verdict.Warn, "machine", text, "Give --memory 256M, or a machine with more.");
    }

    // /proc/self/limits: "Max open files            1024                 1048576              files"
    private static Finding? OpenFiles()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits) || File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) is not { } line)
            return null;
        string limit = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out int files) || files >= LeastOpenFiles
            ? Finding.Ok("open files", limit)
            : new Finding(Verdict.Warn, "open files", $"at most {limit}", $"Raise the limit: ulimit -n {LeastOpenFiles}, or LimitNOFILE= of the service.");
    }

    private static Finding Notebooks() => KernelSpec.Find(KernelSpec.DefaultName, prefix: null) is { } folder
        ? Finding.Ok("notebooks", $"Jupyter knows the kernel: {folder}")
        : Finding.Ok("notebooks", "no kernel for Jupyter is installed; only notebooks need it ('loganalytics kernel install')");
}
