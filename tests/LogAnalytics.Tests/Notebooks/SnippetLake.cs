using System.Diagnostics;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Notebooks;

/// <summary>The lake and the results that the README's first command makes.</summary>
public sealed class SnippetLake : IAsyncLifetime
{
    private readonly Workspace _workspace = new();

    public string Root => _workspace.Lake;

    public string Out => _workspace.Out;

    public async Task InitializeAsync()
    {
        using Process process = Tool.Start("run", Repository.DataSamples("certificate-name-changed"), "--lake", Root, "--out", Out, "--quiet");
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }
}
