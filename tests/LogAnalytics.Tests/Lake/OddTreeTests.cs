using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>
/// Odd trees, fed at once and in slices: same tables, same logs back. LOGANALYTICS_SWEEP_SEEDS raises the number of trees.
/// </summary>
public sealed class OddTreeTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("LOGANALYTICS_SWEEP_SEEDS"), out int seeds) ? seeds * 5 : 3)];

    public void Dispose() => _workspace.Dispose();

    [Theory, MemberData(nameof(Seeds))]
    public async Task ConvertAsync_in_slices_over_thirty_runs_equals_all_at_once(int seed)
    {
        OddTree tree = new(seed);
        tree.WriteTo(_workspace.PathOf("all"));
        ConvertReport whole = await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.PathOf("all"));
        Assert.Empty(whole.Unbalanced);

        Random random = new(seed);
        // Each file grows a random number of times, by random numbers of bytes.
        Queue<(string Path, int Length)> steps = new(
            tree.Files.SelectMany(file => Growth(file.Key, file.Value, random)).OrderBy(step => step.Order).Select(step => (step.Path, step.Length)));
        int runs = 0;
        while (steps.Count > 0)
        {
            int inRun = Math.Max(1, steps.Count / (30 - Math.Min(runs, 29)));
            for (int i = 0; i < inRun; i++)
            {
                (string path, int length) = steps.Dequeue();
                OddTree.Write(_workspace.Logs, path, tree.Files[path].AsSpan(0, length));
            }

            ConvertReport report = await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2, MemoryBytes = 1 << (16 + random.Next(12)) }, LakeHelper.List(_workspace.Logs));
            Assert.True(report.Unbalanced.Count == 0, $"run {runs}: {string.Join('\n', report.Unbalanced)}");
            runs++;
        }

        Assert.InRange(runs, 25, 40);
        LakeHelper.AssertEqual(_workspace.PathOf("whole"), _workspace.Lake);
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task RestoreAsync_writes_every_log_again_and_VerifyAsync_agrees(int seed)
    {
        OddTree tree = new(seed);
        tree.WriteTo(_workspace.Logs);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);

        RestoreReport restored = await new LakeRestorer(new LakeFolder(_workspace.Lake), 100_000, false, new ConvertProgress()).RestoreAsync(_workspace.Out, [], default);
        VerifyReport verified = await new LakeVerifier(new LakeFolder(_workspace.Lake), new ConvertOptions { Threads = 2 }, new ConvertProgress()).VerifyAsync(default);

        Assert.Empty(restored.Problems);
        Assert.True(verified.Problems.Count == 0, string.Join('\n', verified.Problems));
        Assert.Equal(tree.Files.Count, restored.Files);
        foreach ((string path, byte[] content) in tree.Files.Where(file => file.Key.EndsWith(".LOG", StringComparison.Ordinal)))
            Assert.Equal(Convert.ToHexString(content), Convert.ToHexString(File.ReadAllBytes(Path.Combine(_workspace.Out, path))));
        // Reading what was restored gives the same tables as reading the logs: archives aside, which are unpacked now.
        foreach (string packed in tree.Files.Keys.Where(path => !path.EndsWith(".LOG", StringComparison.Ordinal)))
            File.Delete(Path.Combine(_workspace.Logs, packed));
        await LakeHelper.ConvertAsync(_workspace.PathOf("plain"), _workspace.Logs);
        foreach (string path in Directory.EnumerateFiles(_workspace.Out, "*", SearchOption.AllDirectories).Where(path => path.EndsWith(".gz", StringComparison.Ordinal) || path.Contains('!')).ToArray())
            File.Delete(path);
        await LakeHelper.ConvertAsync(_workspace.PathOf("again"), _workspace.Out);
        LakeHelper.AssertEqual(_workspace.PathOf("plain"), _workspace.PathOf("again"));
    }

    private static IEnumerable<(int Order, string Path, int Length)> Growth(string path, byte[] content, Random random)
    {
        bool grows = path.EndsWith(".LOG", StringComparison.Ordinal) && random.Next(3) == 0;
        int[] lengths = [.. Enumerable.Range(0, grows ? random.Next(1, 4) : 0).Select(_ => random.Next(1, content.Length)).Order(), content.Length];
        int[] orders = [.. lengths.Select(_ => random.Next()).Order()];
        return lengths.Select((length, i) => (orders[i], path, length));
    }
}
