using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries.Named;

/// <summary>A lake with an incident, and one without: look-alike refusals, throttling, a harmless renewal, missing logs.</summary>
public sealed class NoisyLake : IAsyncLifetime
{
    private static readonly string[][] _kinds = [["clean_noisy", "--seed", "5", "--days", "4", "--sessions", "6", "--gaps"], ["tls_failure_fallback", "--seed", "6", "--sessions", "6"]];

    private readonly Workspace _workspace = new();

    public string Root => _workspace.Lake;

    public async Task InitializeAsync()
    {
        foreach (string[] kind in _kinds)
            Assert.Equal(0, (await CliRunner.RunAsync(["sample", _workspace.PathOf(kind[0]), "--incident", .. kind])).ExitCode);
        await LakeHelper.ConvertAsync(Root, [.. _kinds.Select(kind => _workspace.PathOf(kind[0]))]);
    }

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }
}
