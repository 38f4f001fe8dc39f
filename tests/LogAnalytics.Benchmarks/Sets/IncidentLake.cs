using System.Globalization;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Samples;

namespace LogAnalytics.Benchmarks.Sets;

/// <summary>A lake of many servers, each with a week of its own and an incident in it: as many incidents as servers.</summary>
internal sealed class IncidentLake(string folder)
{
    public const int Servers = 20;

    private const int DaysPerServer = 7;
    private const long LogBytesPerSession = 7_200;

    // Kinds that one server shows, and that end.
    private static readonly string[] _kinds =
        ["certificate_name_changed", "egress_ip_changed", "cloud_side_change", "starttls_not_used", "tls_failure_fallback", "connector_changed"];

    /// <summary>Writes the lake, if it is not there yet.</summary>
    /// <param name="sessions">About so many.</param>
    /// <returns>Its folder.</returns>
    public string Get(long sessions)
    {
        LakeFolder lake = new(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"incidents-{sessions}")));
        if (lake.Exists)
            return lake.Root;
        Console.Error.WriteLine($"writing a lake of about {sessions:N0} sessions and {Servers} incidents …");
        string tree = Path.Combine(folder, "tree"), logs = Path.Combine(folder, "logs");
        for (int server = 0; server < Servers; server++)
        {
            SampleTree.Write(tree, new SampleOptions
            {
                Incident = _kinds[server % _kinds.Length],
                Seed = server + 1,
                Servers = 1,
                Days = DaysPerServer,
                Start = SampleOptions.DefaultStart.AddDays(server * DaysPerServer),
                TargetBytes = Math.Max(1, sessions / Servers) * LogBytesPerSession,
                Recovers = true,
            });
            Directory.CreateDirectory(logs);
            Directory.Move(Path.Combine(tree, "EX01"), Path.Combine(logs, string.Create(CultureInfo.InvariantCulture, $"MBX{server + 1:00}")));
            MeasuredProcess.Run(null, "ours", "convert", logs, "--lake", lake.Root, "--quiet");
            Directory.Delete(tree, recursive: true);
            Directory.Delete(logs, recursive: true);
        }

        return lake.Root;
    }

    public void RemoveAll()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
