using System.Globalization;
using LogAnalytics.Samples;

namespace LogAnalytics.Tests.Samples;

public class SampleTruthTests
{
    [Theory, MemberData(nameof(SampleTreeTests.IncidentKinds), MemberType = typeof(SampleTreeTests))]
    public void Incident_points_at_its_rows(string kind)
    {
        foreach (SampleDialect dialect in Enum.GetValues<SampleDialect>())
        {
            using var tree = new TreeFolder(TreeFolder.Small(kind, seed: 9) with { Dialect = dialect });
            TruthIncident incident = Assert.Single(tree.Truth.Incidents);
            Check(tree, incident.FirstBad, "5.7.64");
            Check(tree, incident.LastBad, "5.7.64");
            Check(tree, incident.LastGood, "Queued mail for delivery");
            Check(tree, incident.LastInformativeGood, "Queued mail for delivery");
            Check(tree, incident.FirstGood, "Queued mail for delivery");
            Assert.Equal(incident.State == "pre_existing", incident.LastGood is null);
            Assert.Equal(incident.Status == "ongoing", incident.FirstGood is null);
            Assert.Equal(SampleKinds.All.Single(known => known.Id == kind).Recovers, incident.Status == "recovered");
        }
    }

    [Theory, MemberData(nameof(SampleTreeTests.IncidentKinds), MemberType = typeof(SampleTreeTests))]
    public void Incident_agrees_with_a_plain_search_for_the_code(string kind)
    {
        using var tree = new TreeFolder(TreeFolder.Small(kind, seed: 12));
        TruthIncident incident = Assert.Single(tree.Truth.Incidents);
        string[][] errors = [.. tree.Logs().SelectMany(TreeFolder.Rows).Select(row => TreeFolder.Split(row).ToArray())
            .Where(fields => fields[6] == "<" && fields[7].StartsWith("550 5.7.64")).OrderBy(fields => fields[0], StringComparer.Ordinal)];
        Assert.Equal(errors[0][0], Text(incident.FirstBad!.Time));
        Assert.Equal(errors[0][2], incident.FirstBad.SessionId);
        Assert.True(string.CompareOrdinal(Text(incident.LastBad!.Time), errors[^1][0]) <= 0);
        Assert.Equal(errors.Select(fields => fields[1]).Distinct().Order(StringComparer.Ordinal), incident.Connectors);
        Assert.True(incident.TrialsFailed <= errors.Length);
    }

    [Theory, MemberData(nameof(SampleTreeTests.IncidentKinds), MemberType = typeof(SampleTreeTests))]
    public void Incident_has_enough_trials_with_default_options(string kind)
    {
        using var tree = new TreeFolder(new SampleOptions { Incident = kind, Seed = 3 });
        TruthIncident incident = Assert.Single(tree.Truth.Incidents);
        Assert.True(incident.MessagesFailed >= 15, $"{incident.MessagesFailed} messages failed");
        if (kind == "null_sender_refused")
            Assert.Equal([""], incident.SenderDomains);
        else
            Assert.True(incident.SenderDomains.Count >= 3);
        Assert.True(incident.State == "pre_existing" || incident.TrialsBefore >= 60, $"{incident.TrialsBefore} trials before");
        Assert.True(incident.TrialsFailed > incident.MessagesFailed, "some refused mail is sent again");
    }

    [Fact]
    public void Hosted_recipients_are_accepted_during_the_outage()
    {
        using var tree = new TreeFolder(TreeFolder.Small("cloud_side_change") with { SessionsPerServerHour = 20 });
        TruthIncident incident = tree.Truth.Incidents[0];
        var bad = new HashSet<string>();
        var mixed = new HashSet<string>();
        foreach (string[] fields in tree.Logs().SelectMany(TreeFolder.Rows).Select(row => TreeFolder.Split(row).ToArray()))
        {
            if (fields[7].StartsWith("550 5.7.64"))
                bad.Add(fields[2]);
            else if (fields[7].Contains("Queued mail") && bad.Contains(fields[2]))
                mixed.Add(fields[2]);
        }

        Assert.NotEmpty(mixed);
        Assert.NotNull(incident.LastInformativeGood);
    }

    [Fact]
    public void Recovers_option_overrides_the_kind()
    {
        using var ongoing = new TreeFolder(TreeFolder.Small("certificate_name_changed") with { Recovers = false });
        Assert.Equal("ongoing", ongoing.Truth.Incidents[0].Status);
        using var recovered = new TreeFolder(TreeFolder.Small("smtp_inspection") with { Recovers = true });
        Assert.Equal("recovered", recovered.Truth.Incidents[0].Status);
    }

    [Fact]
    public void Clean_trees_have_no_incident()
    {
        using var clean = new TreeFolder(TreeFolder.Small("clean"));
        Assert.Empty(clean.Truth.Incidents);
        Assert.DoesNotContain(clean.Logs().SelectMany(TreeFolder.Rows), row => row.Contains("5.7.64"));
        using var noisy = new TreeFolder(TreeFolder.Small("clean_noisy") with { SessionsPerServerHour = 20 });
        Assert.Empty(noisy.Truth.Incidents);
        Assert.Equal(["partner_refusal", "persistent_unverified_sender"], noisy.Truth.Observations.Select(seen => seen.Kind));
        string all = string.Join('\n', noisy.Logs().SelectMany(TreeFolder.Rows));
        foreach (string code in (string[])["5.7.64", "5.7.230", "4.7.230", "5.7.51", "5.7.68", "5.4.1", "4.7.500", "5.1.1"])
            Assert.Contains(code, all);
    }

    private static void Check(TreeFolder tree, TruthPoint? point, string text)
    {
        if (point is null)
            return;
        List<string> fields = TreeFolder.Split(tree.Line(point));
        Assert.Contains(text, fields[7]);
        Assert.Equal("<", fields[6]);
        Assert.Equal(Text(point.Time), fields[0]);
        Assert.Equal(point.SessionId, fields[2]);
        Assert.StartsWith(point.Server + "/", point.File);
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
