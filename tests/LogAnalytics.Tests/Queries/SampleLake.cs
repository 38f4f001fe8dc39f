using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>One lake of a sample tree, made once for the tests of a class.</summary>
public sealed class SampleLake : IAsyncLifetime
{
    private readonly Workspace _workspace = new();

    public string Root => _workspace.Lake;

    internal string Tree => Repository.DataSamples("certificate-name-changed");

    public Task InitializeAsync() => LakeHelper.ConvertAsync(Root, Tree);

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }
}
