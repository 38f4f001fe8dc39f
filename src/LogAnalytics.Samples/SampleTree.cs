using LogAnalytics.Samples.Exports;
using LogAnalytics.Samples.Truth;
using LogAnalytics.Samples.World;
using LogAnalytics.Samples.Writing;

namespace LogAnalytics.Samples;

/// <summary>Writes seeded trees of Send logs together with what is true about them.</summary>
public static class SampleTree
{
    /// <summary>Writes the tree and its truth.json into a directory that is missing or empty.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or the kind is unknown.</exception>
    /// <exception cref="IOException">The directory holds something already, or cannot be written.</exception>
    public static SampleTruth Write(string directory, SampleOptions options)
    {
        options.Check();
        Directory.CreateDirectory(directory);
        // Old files among new ones would make the truth untrue.
        if (Directory.EnumerateFileSystemEntries(directory).Any())
            throw new IOException($"'{directory}' is not empty.");
        SampleTruth truth = options.Incident == "damaged" ? DamagedTree.Write(directory, options) : WriteLogs(directory, options);
        if (options.Gaps)
            truth = GapPlanter.Plant(directory, truth);
        TruthFileWriter.Write(directory, truth);
        return truth;
    }

    private static SampleTruth WriteLogs(string directory, SampleOptions options)
    {
        double sessionsPerServerHour = options.TargetBytes is { } target ? SessionsFor(target, options) : options.SessionsPerServerHour;
        SampleWorld world = SampleWorld.Create(options);
        using var sink = new TreeSink(directory, world, options.MaxFileBytes);
        var generator = new TreeGenerator(world, sessionsPerServerHour, sink);
        generator.Run();
        sink.Dispose();
        TruthExports? exports = options.WithExports ? SampleExports.Write(directory, options, world) : null;
        return Truth(options, world) with
        {
            Totals = new TruthTotals
            {
                Files = sink.FileCount,
                Bytes = sink.Bytes,
                Rows = sink.Rows,
                Sessions = generator.SessionCount,
                Recipients = generator.RecipientCount,
                Trials = generator.Trials.Count,
                TrialsFailed = generator.Trials.FailedCount,
                TrialsFailedInBackground = generator.Trials.BackgroundCount,
            },
            Incidents = generator.Trials.ToTruth(),
            Observations = generator.Observations.ToTruth(),
            Files = sink.Files,
            Exports = exports,
        };
    }

    internal static SampleTruth Truth(SampleOptions options, SampleWorld world) => new()
    {
        Kind = options.Incident,
        Seed = options.Seed,
        Dialect = options.Dialect ?? SampleDialect.New,
        Start = options.Start,
        End = options.Start.AddDays(options.Days),
        Servers = [.. world.Servers.Select(server => new TruthServer(
            server.Name, server.Shape == RowShape.Old ? SampleDialect.Old : SampleDialect.New, server.ReceiverAheadMs))],
        Totals = null!,
        Incidents = [],
        Observations = [],
        Files = [],
    };

    /// <summary>Size grows in proportion to the sessions, so one small tree that is only counted tells the rate for any size.</summary>
    private static double SessionsFor(long targetBytes, SampleOptions options)
    {
        const double Probe = 20;
        var counting = new CountingSink();
        new TreeGenerator(SampleWorld.Create(options), Probe, counting).Run();
        return Probe * targetBytes / Math.Max(1, counting.Bytes);
    }
}
