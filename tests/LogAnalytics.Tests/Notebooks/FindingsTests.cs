using LogAnalytics.Inputs;
using LogAnalytics.Notebooks;
using LogAnalytics.Tests.Support;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Tests.Notebooks;

/// <summary>Findings as code sees them are those that the tool wrote.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class FindingsTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Read_gives_the_incident_that_the_run_reported()
    {
        await CliRunner.RunAsync("run", Repository.DataSamples("certificate-name-changed"), "--lake", _workspace.Lake, "--out", _workspace.Out, "--quiet");

        Findings findings = Findings.Read(_workspace.Out);

        Incident incident = Assert.Single(findings.Incidents);
        Assert.Equal(new DateTime(2026, 3, 10, 13, 12, 11, 505, DateTimeKind.Utc), incident.FirstBad.Time);
        Assert.Equal(DateTimeKind.Utc, incident.FirstBad.Time.Kind);
        Assert.Equal(("EX01", 23L), (incident.FirstBad.Server, incident.FirstBad.Line));
        Assert.Equal("EX02", incident.LastGood!.Server);
        Assert.Equal(["EX01", "EX02"], incident.Scope.Servers);
        Assert.Equal((16L, 22L), (incident.FailedDuring, incident.MessagesDuring));
        Assert.Equal(("certificate_name_changed", "strong"), (incident.Causes[0].Id, incident.Causes[0].Confidence));
        Assert.NotEmpty(incident.Causes[0].For);
        Assert.NotEmpty(findings.Checks);
        Assert.NotEmpty(findings.Observations);
        DataFrame table = findings.Table();
        Assert.Equal(1, table.Rows.Count);
        Assert.Equal(incident.Id, table["id"][0]);
        Assert.Equal(incident.FirstGood!.Time, table["first_good"][0]);
    }

    [Fact]
    public async Task Read_of_a_clean_tree_has_no_incident_and_an_empty_table()
    {
        await CliRunner.RunAsync("run", Repository.DataSamples("clean"), "--lake", _workspace.Lake, "--out", _workspace.Out, "--quiet");

        Findings findings = Findings.Read(_workspace.Out);

        Assert.Empty(findings.Incidents);
        Assert.Equal(0, findings.Table().Rows.Count);
        Assert.NotEmpty(findings.Checks);
    }

    [Theory]
    [InlineData(null, "analyze")]
    [InlineData("{", "damaged")]
    [InlineData("{}", "damaged")]
    [InlineData("""{"schema":"loganalytics/findings/9"}""", "findings/9")]
    public void Read_says_what_is_wrong(string? json, string expected)
    {
        if (json is not null)
            _workspace.Write("out/findings.json", json);

        Assert.Contains(expected, Assert.Throws<InputException>(() => Findings.Read(_workspace.Out)).Message);
    }
}
