using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>More and more mail is refused over some hours, and now and then a message was refused before.</summary>
[Collection(ConsoleCollection.Name)]
public class RiseTests
{
    private static readonly DateTime _start = new(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Change_is_said_to_lie_around_the_foot_of_the_rise(int seed)
    {
        using Workspace workspace = new();
        workspace.Write("logs/EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND2026031006-1.LOG", Log(seed));

        await CliRunner.RunAsync("run", workspace.Logs, "--lake", workspace.Lake, "--out", workspace.Out);

        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(workspace.Out, "findings.json")));
        IncidentOnset onset = Assert.Single(findings.Incidents, incident => incident.Severity == "major").Onset;
        Assert.InRange(_start.AddMinutes(Before), onset.ChangeEarliest!.Value, onset.ChangeLatest);
        Assert.InRange(onset.ChangeLatest - onset.ChangeEarliest.Value, TimeSpan.FromMinutes(2), TimeSpan.FromHours(4));
        Assert.Contains("What broke changed between ", File.ReadAllText(Path.Combine(workspace.Out, "report.md")), StringComparison.Ordinal);
        Assert.Contains("What broke changed between ", File.ReadAllText(Path.Combine(workspace.Out, "report.html")), StringComparison.Ordinal);
    }

    private const int Before = 700;
    private const int Rising = 300;

    private static string Log(int seed)
    {
        Random random = new(seed);
        MinuteLog log = new(_start);
        for (int minute = 0; minute < Before + Rising + 200; minute++)
            log.Add("Outbound to Office 365", failed: random.NextDouble() < Math.Max(0.02, 0.9 * Math.Clamp((minute - Before) / (double)Rising, 0, 1)));
        return log.ToString();
    }
}
