using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Analysis;

/// <summary>A lake that a verb asks: marked as read, so that its files stay, and open in an engine that has room to spill.</summary>
public sealed class OpenedLake : IDisposable
{
    private readonly LakeReading _reading;
    private readonly ScratchFolder _scratch = new();
    private readonly CancellationTokenRegistration _interruption;

    /// <param name="isLocked">For SQL typed by a user; see <see cref="LakeDatabase.Open"/>.</param>
    /// <param name="outputFile">The one file that a query may write.</param>
    /// <param name="cancellation">Stops a statement in its middle.</param>
    public OpenedLake(LakeFolder folder, ParseResult parse, CommonOptions common, bool isLocked, CancellationToken cancellation, string? outputFile = null)
    {
        // Before the manifest is read.
        _reading = LakeReading.Begin(folder);
        try
        {
            Manifest = folder.ReadManifest();
            Database = LakeDatabase.Open(folder.Root, folder.Tables(Manifest), common.Engine(parse, _scratch), isLocked, outputFile);
            _interruption = cancellation.Register(Database.Interrupt);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public LakeManifest Manifest { get; } = null!;

    public LakeDatabase Database { get; } = null!;

    public void Dispose()
    {
        _interruption.Dispose();
        Database?.Dispose();
        _scratch.Dispose();
        _reading.Dispose();
    }
}
