using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using LogAnalytics.Cli;

namespace LogAnalytics.Benchmarks.Reporting;

/// <summary>What the figures depend on.</summary>
internal sealed record Machine(string Cpu, string Description)
{
    public static Machine This(int threads)
    {
        string cpu = CpuName();
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        string description = string.Join(
            ", ",
            cpu, $"{Environment.ProcessorCount} cores, {threads} threads", RuntimeInformation.OSDescription,
            $".NET {Environment.Version} {(IsReadyToRun() ? "ReadyToRun" : "compiled as it runs")}", $"loganalytics {CliContext.Version[..Math.Min(CliContext.Version.Length, 15)]}",
            $"DuckDB {connection.ServerVersion}", $"DuckDB.NET {VersionOf(typeof(DuckDBConnection))}", $"Parquet.Net {VersionOf(typeof(Parquet.ParquetReader))}",
            $"ZstdSharp {VersionOf(typeof(ZstdSharp.Compressor))}.");
        return new Machine(cpu, description);
    }

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static string CpuName()
    {
        const string Cpus = "/proc/cpuinfo";
        string? model = File.Exists(Cpus) ? File.ReadLines(Cpus).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return model?.Split(':')[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    // The shipped tool is.
    private static bool IsReadyToRun()
    {
        using FileStream stream = File.OpenRead(typeof(CliContext).Assembly.Location);
        using PEReader file = new(stream);
        return file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
