using LogAnalytics.Samples;

namespace LogAnalytics.Tests.Samples;

public class SampleOracleTests
{
    [Theory, MemberData(nameof(SampleTreeTests.LogKinds), MemberType = typeof(SampleTreeTests))]
    public void Truth_equals_what_plain_code_reads_from_the_files(string kind)
    {
        using var tree = new TreeFolder(TreeFolder.Small(kind, seed: 21) with { Dialect = SampleDialect.Mixed });
        List<PlainTrial> trials = PlainTrials.Read(tree);
        List<PlainTrial> failed = trials.FindAll(trial => trial.Failed);
        Assert.Equal((tree.Truth.Totals.Trials, tree.Truth.Totals.TrialsFailed), (trials.Count, failed.Count));
        if (kind.StartsWith("clean"))
            return;

        TruthIncident incident = Assert.Single(tree.Truth.Incidents);
        Assert.Equal(incident.SenderDomains, failed.Select(trial => trial.Sender.Split('@')[^1]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(failed.Select(trial => trial.Server).Distinct().Order(), incident.Servers);
        Assert.Equal((incident.TrialsFailed, incident.MessagesFailed), (failed.Count, failed.DistinctBy(trial => trial.MessageId).Count()));
        Same(failed[0], incident.FirstBad);
        Same(failed[^1], incident.LastBad);
        List<PlainTrial> passed = trials.FindAll(trial => !trial.Failed && incident.Servers.Contains(trial.Server) && (incident.SenderDomains is not [""] || trial.Sender.Length == 0));
        List<PlainTrial> before = passed.FindAll(trial => string.CompareOrdinal(trial.Time, failed[0].Time) < 0 && !trial.SessionHasError);
        bool preExisting = incident.State == "pre_existing";
        Same(preExisting ? null : before.FindLast(_ => true), incident.LastGood);
        Same(preExisting ? null : before.FindLast(trial => trial.Informative), incident.LastInformativeGood);
        PlainTrial? after = passed.Find(trial => string.CompareOrdinal(trial.Time, failed[^1].Time) > 0 && trial.Informative);
        Same(incident.Status == "recovered" ? after : null, incident.FirstGood);
    }

    private static void Same(PlainTrial? plain, TruthPoint? point) => Assert.Equal((plain?.File, plain?.Line), (point?.File, point?.Line));
}
