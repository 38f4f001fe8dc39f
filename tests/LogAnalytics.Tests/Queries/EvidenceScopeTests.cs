using CsCheck;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Detection;
using LogAnalytics.Exports;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>Any onset that the search may name, whatever its slice, counts in SQL as a plain loop over the trials does.</summary>
public sealed class EvidenceScopeTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    /// <summary>Every attribute alone, every pair of them, some values each, and those that are not logged.</summary>
    [Theory]
    [InlineData("null_sender_refused", true)]
    [InlineData("tls_failure_fallback", false)]
    public async Task Evidence_of_any_slice_is_a_plain_count(string kind, bool recovers)
    {
        using TreeFolder tree = new(new SampleOptions
        {
            Incident = kind,
            Seed = 6,
            Servers = 3,
            Days = 1,
            SessionsPerServerHour = 4,
            Dialect = SampleDialect.Mixed,
            Recovers = recovers,
        });
        await LakeHelper.ConvertAsync(_workspace.Lake, tree.Root);
        using LakeDatabase database = LakeHelper.Open(_workspace.Lake);
        GivenRelevance.Prepare(database, []);
        string group = Assert.Single(SeriesReader.Prepare(database, null, null)).Group;
        RotationReader.Read(database);
        EvidenceReader.Prepare(database);
        List<MacroTrial> trials = MacroTrial.Read(database);
        MacroTrial[] failed = [.. trials.Where(trial => trial.Failed && !trial.IsRetry)];
        Assert.True(failed.Length > 5);
        int attributes = SeriesReader.Attributes.Length;
        foreach ((int first, int second) in from i in Enumerable.Range(0, attributes) from j in Enumerable.Range(i, attributes - i) select (i, j))
            SomeOnset(group, trials, failed, first == second ? [first] : [first, second]).Sample(onset => AssertCounts(database, trials, onset), iter: 1, threads: 1);
    }

    /// <summary>A window from one failure to a later one, in a slice that has both; other values beside theirs.</summary>
    private static Gen<Onset> SomeOnset(string group, List<MacroTrial> trials, MacroTrial[] failed, int[] attributes) =>
        Gen.Select(Gen.Int[0, failed.Length - 1], Gen.Int[0, 1000], Gen.Int[0, trials.Count - 1].Array[0, 2], Gen.Int[0, 3]).Select((at, length, others, form) =>
        {
            SliceTerm[] slice = [.. attributes.Select(attribute => new SliceTerm(
                SeriesReader.Attributes[attribute],
                [.. others.Select(other => trials[other]).Append(failed[at]).Select(trial => trial.Values[attribute]).Distinct().Order(StringComparer.Ordinal)]))];
            MacroTrial[] own = [.. failed.Skip(at).Where(trial => slice.All(term => PlainScope.Holds(term, trial)))];
            MacroTrial last = own[Math.Min(length % own.Length, own.Length - 1)];
            TrialSet set = new(own[0].Id, last.Id, slice);
            return new Onset
            {
                Group = group,
                Slice = slice,
                FirstBadTrial = own[0].Id,
                LastBadTrial = last.Id,
                FirstBadTimeMicros = Micros(own[0].At),
                LastBadTimeMicros = Micros(last.At),
                LastGoodTrial = null,
                FirstGoodTrial = null,
                ChangeAfterMicros = null,
                ChangeByMicros = Micros(own[0].At),
                ChangePasses = length % 7,
                ChangeScope = form % 2 == 0 ? slice : [new SliceTerm("server", [own[0].Server])],
                Explanations = [],
                IsPreExisting = false,
                IsRecovered = form > 0,
                IsRecoveredBeside = form > 1,
                TrialsBefore = 0,
                FailedBefore = 0,
                TrialsDuring = 1,
                FailedDuring = 1,
                Before = null,
                During = set,
                LogSignificance = 0,
                Severity = OnsetSeverity.Major,
            };
        });

    private static void AssertCounts(LakeDatabase database, List<MacroTrial> trials, Onset onset)
    {
        EvidenceReader reader = new(database, onset, new ExportSet());
        Bracket bracket = reader.ReadBracket();
        WindowCounts counts = reader.ReadCounts();
        reader.ReadEvidence(bracket, counts);
        reader.ReadFirstUses();
        reader.ReadCompanions(bracket);
        reader.KeepRefusals("INC");
        PlainScope plain = new(trials, onset);

        Assert.Equal(
            plain.Bounds().OrderBy(bound => bound.Key, StringComparer.Ordinal).Select(bound => $"{bound.Key} {bound.Value}"),
            bracket.Points.OrderBy(bound => bound.Key, StringComparer.Ordinal).Select(bound => $"{bound.Key} {(bound.Value.Time, bound.Value.Server)}"));
        Assert.Equal(plain.ChangeEarliest(), reader.ReadChangeEarliest(bracket));
        IReadOnlyList<MacroTrial> failures = plain.Failures;
        Assert.Equal(
            (failures.DistinctBy(trial => trial.RetryKey).Count(), failures.DistinctBy(trial => trial.Sender).Count(), failures.Sum(trial => trial.RecipientsRefused)),
            (counts.Messages, counts.Senders, counts.RecipientsRefused));
        Assert.Equal(Distinct(failures.Select(trial => trial.Server)), counts.Scope.Servers);
        Assert.Equal(Distinct(failures.Select(trial => trial.Values[1])), counts.Scope.Connectors);
        Assert.Equal(Distinct(failures.Select(trial => trial.Values[2])), counts.Scope.Certificates);
        Assert.Equal(Distinct(failures.Select(trial => trial.SenderDomain)), counts.Scope.SenderDomains);
        Assert.Equal(
            plain.Standing().Select(own => own.ToString()).Order(StringComparer.Ordinal),
            reader.ReadServers().Select(own => (own.Server, own.Connector, own.Certificate, own.LastGood, own.FirstBad, own.LastBad, own.PassedDuring, own.FailedDuring).ToString())
                .Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Distinct(IEnumerable<string?> values) => values.OfType<string>().Distinct().Order(StringComparer.Ordinal);

    private static long Micros(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
