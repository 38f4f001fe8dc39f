using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>One of two connectors of a server fails: success by the other one is no recovery.</summary>
[Collection(ConsoleCollection.Name)]
public class SliceRecoveryTests
{
    private static readonly DateTime _start = new(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task First_good_is_a_success_of_the_connector_that_failed()
    {
        using Workspace workspace = new();
        workspace.Write("logs/EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND2026031006-1.LOG", Log());

        await CliRunner.RunAsync("run", workspace.Logs, "--lake", workspace.Lake, "--out", workspace.Out);

        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(workspace.Out, "findings.json")));
        Incident incident = Assert.Single(findings.Incidents, incident => incident.Severity == "major");
        Assert.Equal(["Alpha"], incident.Scope.Connectors);
        Assert.Equal(_start.AddMinutes(159).AddMilliseconds(40), incident.Recovery.LastBad!.Time, TimeSpan.FromSeconds(1));
        // Beta passes at once; Alpha has its first session 20 minutes later.
        Assert.Equal(_start.AddMinutes(180), incident.Recovery.FirstGood!.Time, TimeSpan.FromSeconds(1));
        Assert.Equal(incident.Onset.FirstBad.Time, incident.Onset.ChangeLatest);
        Assert.InRange(incident.Onset.ChangeEarliest!.Value, _start.AddMinutes(90), incident.Onset.LastGood!.Time);
        Assert.Equal(0, (await CliRunner.RunAsync("explain", incident.Id, "--lake", workspace.Lake, "--out", workspace.Out)).ExitCode);
    }

    /// <summary>Alpha in odd minutes, Beta in even ones; Alpha fails from 101 to 159 and rests until 180.</summary>
    private static string Log()
    {
        MinuteLog log = new(_start);
        for (int minute = 0; minute < 300; minute++)
        {
            bool isAlpha = minute % 2 == 1 && minute is < 160 or >= 181 || minute == 180;
            log.Add(isAlpha ? "Alpha" : "Beta", failed: isAlpha && minute is > 100 and < 160);
        }

        return log.ToString();
    }
}
