using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Exports;

/// <summary>Writes what the administrator of a tree would have exported while the fault lasted.</summary>
internal static class SampleExports
{
    public const string Folder = "exports";
    private static readonly string[] _formats = ["csv", "json", "clixml", "xhcw"];

    /// <summary>Null for kinds where exports tell nothing.</summary>
    public static TruthExports? Write(string directory, SampleOptions options, SampleWorld world)
    {
        if (ExportPlan.Of(options, world) is not { } plan)
            return null;
        string format = options.ExportFormat ?? _formats[Prng.Mix(world.Seed, 31) % (ulong)_formats.Length];
        string folder = Path.Combine(directory, Folder);
        Directory.CreateDirectory(folder);
        if (format == "xhcw")
            File.WriteAllBytes(Path.Combine(folder, $"{plan.TakenAt:yyyyMMdd_HHmmss}.xhcw"), WizardExportWriter.Write(plan.Tables, plan.TakenAt));
        else
            foreach (ExportTable table in plan.Tables)
                WriteTable(folder, table, format);
        // The wizard shows no audit records, and nobody exports them as anything but a table or JSON.
        if (plan.Audit is { } audit)
            WriteTable(folder, audit, format == "csv" ? "csv" : "json");
        return new TruthExports(format, plan.ChangedAt, plan.ChangedBy, plan.InboundConnector);
    }

    private static void WriteTable(string folder, ExportTable table, string format)
    {
        string name = Path.Combine(folder, table.Cmdlet["Get-".Length..] + (format == "clixml" ? ".xml" : "." + format));
        File.WriteAllBytes(name, format switch
        {
            "csv" => CsvExportWriter.Write(table),
            "json" => JsonExportWriter.Write(table),
            _ => ClixmlExportWriter.Write(table),
        });
    }
}
