using System.Text;
using CsCheck;
using LogAnalytics.Cli.Scheduling;

namespace LogAnalytics.Tests.Cli.Scheduling;

/// <summary>What systemd makes of the units; <c>.ci/schedule</c> asks systemd-analyze itself.</summary>
public class SystemdUnitsTests
{
    [Fact]
    public void Arguments_arrive_as_they_were() =>
        JobGen.Job.Sample(job => Assert.Equal(job.Arguments.Prepend(job.Tool), ReadExecStart(SystemdUnits.Service(job))));

    [Fact]
    public void Percent_and_dollar_are_doubled_and_a_path_of_its_own_needs_no_quotes()
    {
        string service = SystemdUnits.Service(JobGen.Of("run", "/srv/50%/$x", "it's \"odd\"") with { Tool = "/opt/$x%/loganalytics", Writes = ["/srv/la ke%", "/srv/out"] });

        Assert.Contains("ExecStart=/opt/$x%%/loganalytics run /srv/50%%/$$x \"it's \\\"odd\\\"\"\n", service);
        Assert.Contains("ReadWritePaths=\"/srv/la ke%%\" /srv/out\n", service);
    }

    [Theory]
    [InlineData(false, "*-*-* 00:30:00 UTC")]
    [InlineData(true, "*-*-* *:30:00 UTC")]
    public void Timer_says_when_in_UTC(bool isHourly, string when) =>
        Assert.Contains($"OnCalendar={when}\n", SystemdUnits.Timer(JobGen.Of("run") with { IsHourly = isHourly }));

    [Fact]
    public void Network_is_taken_away_unless_somebody_is_notified()
    {
        Assert.Contains("PrivateNetwork=yes", SystemdUnits.Service(JobGen.Of("run")));
        Assert.DoesNotContain("PrivateNetwork", SystemdUnits.Service(JobGen.Of("run") with { Notifies = true }));
    }

    // systemd.syntax(7) and systemd.service(5), "Command lines": words, quotes, C escapes, then specifiers, then variables; not in the executable.
    private static List<string> ReadExecStart(string service)
    {
        string line = service.Split('\n').Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..];
        List<string> words = [];
        StringBuilder? word = null;
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '\\')
                (word ??= new()).Append(line[++i]);
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
                (quote, word) = (quote == '\0' ? c : '\0', word ?? new());
            else if (c == ' ' && quote == '\0')
                End();
            else
                (word ??= new()).Append(c);
        }

        End();
        return [.. words.Select((text, i) => Once(i == 0 ? text : Once(text, '$'), '%'))];

        void End()
        {
            if (word is not null)
                words.Add(word.ToString());
            word = null;
        }
    }

    // One that stands alone would be a variable or a specifier.
    private static string Once(string text, char mark)
    {
        Assert.DoesNotContain(mark, text.Replace($"{mark}{mark}", "", StringComparison.Ordinal));
        return text.Replace($"{mark}{mark}", $"{mark}", StringComparison.Ordinal);
    }
}
