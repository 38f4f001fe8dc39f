using LogAnalytics.Cli.Analysis;
using LogAnalytics.Detection;
using LogAnalytics.Queries;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>Setting senders that always fail aside makes the series short and changes nothing that is found.</summary>
public sealed class SeriesSearchTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("clean", 4)]
    [InlineData("certificate_name_changed", 4)]
    [InlineData("partial", 3)]
    [InlineData("null_sender_refused", 3)]
    [InlineData("pre_existing", 6)]
    public async Task What_is_found_is_the_same(string kind, int seed)
    {
        // Two days with a sender that always fails, and two of the kind.
        SampleOptions noisy = new() { Incident = "clean_noisy", Seed = seed, Servers = 3, Days = 2, SessionsPerServerHour = 6 };
        using TreeFolder first = new(noisy), second = new(noisy with { Incident = kind, Start = noisy.Start.AddDays(2) });
        await LakeHelper.ConvertAsync(_workspace.Lake, first.Root, second.Root);
        using LakeDatabase database = LakeHelper.Open(_workspace.Lake);
        GivenRelevance.Prepare(database, []);
        string group = Assert.Single(SeriesReader.Prepare(database, null, null)).Group;
        IReadOnlyList<SenderNumber> aside = SeriesReader.AlwaysFailing(database, group, 1);
        SeriesSearch search = new(database, new OnsetOptions(), new StageTimes());

        Assert.NotEmpty(aside);
        Assert.Equal(Found(search.Find(group, long.MaxValue)), Found(search.Find(group, 1)));
        int whole = SeriesReader.Read(database, group, []).Runs.Count, shorter = SeriesReader.Read(database, group, aside).Runs.Count;
        Assert.True(shorter < whole, $"{shorter} of {whole} rows are left.");
    }

    // But for what the place of the change is taken to be from passes between, which lie less close in longer runs.
    private static string Found(OnsetSearchResult result) => string.Join('\n', [
        .. result.Onsets.Select(onset => string.Join(' ',
            onset.Severity, onset.FirstBadTrial, onset.LastBadTrial, onset.LastGoodTrial, onset.FirstGoodTrial, onset.TrialsBefore, onset.FailedBefore,
            onset.TrialsDuring, onset.FailedDuring, onset.IsPreExisting, onset.IsRecovered,
            string.Join(';', onset.Slice.Select(term => $"{term.Attribute}={string.Join(',', term.Values)}")))),
        .. result.Findings.Select(finding => finding.ToString())]);
}
