using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;
using LogAnalytics.Cli.Scheduling;
using LogAnalytics.Inputs;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Scheduling;

public class WindowsTaskTests
{
    private static readonly XNamespace _task = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    [Fact]
    public void Task_keeps_to_the_schema_and_arguments_arrive_as_they_were() =>
        JobGen.Word.Where(word => word.Count(c => c == '%') < 2 && !word.Contains("$(")).Array[1, 5].Sample(words =>
        {
            string xml = WindowsTask.Xml(JobGen.Of(words));
            Assert.All(xml, c => Assert.True(char.IsAscii(c)));
            XElement exec = Validated(xml).Descendants(_task + "Exec").Single();
            Assert.Equal(words, SplitArguments(exec.Element(_task + "Arguments")!.Value));
            Assert.Equal("/opt/log analytics/loganalytics", exec.Element(_task + "Command")!.Value);
        });

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Hourly_task_repeats(bool isHourly, int repetitions)
    {
        XDocument task = Validated(WindowsTask.Xml(JobGen.Of("run") with { IsHourly = isHourly }));

        Assert.Equal(repetitions, task.Descendants(_task + "Repetition").Count());
        Assert.Equal("2020-01-01T00:30:00Z", task.Descendants(_task + "StartBoundary").Single().Value);
        Assert.Equal(("IgnoreNew", "true", "PT12H"), (Setting("MultipleInstancesPolicy"), Setting("StartWhenAvailable"), Setting("ExecutionTimeLimit")));

        string Setting(string name) => task.Descendants(_task + name).Single().Value;
    }

    [Fact]
    public void Schema_refuses_what_is_out_of_order_or_unknown()
    {
        string xml = WindowsTask.Xml(JobGen.Of("run"));

        Assert.Throws<XmlSchemaValidationException>(() => Validated(xml.Replace("IgnoreNew", "Ignore", StringComparison.Ordinal)));
        Assert.Throws<XmlSchemaValidationException>(() => Validated(xml.Replace("StartWhenAvailable", "StartWhenever", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("%TEMP%")]
    [InlineData("$(Arg0)")]
    public void Text_that_Task_Scheduler_would_replace_is_refused(string word) => Assert.Throws<InputException>(() => WindowsTask.Xml(JobGen.Of("run", word)));

    [Fact]
    public void Account_must_be_named() => Assert.Throws<InputException>(() => WindowsTask.Xml(JobGen.Of("run") with { User = null }));

    private static XDocument Validated(string xml)
    {
        XmlSchemaSet schemas = new();
        schemas.Add(null, Path.Combine(Repository.Root, "tests/LogAnalytics.Tests/Cli/Scheduling/task.xsd"));
        XDocument task = XDocument.Parse(xml);
        task.Validate(schemas, null);
        return task;
    }

    // As Microsoft's C runtime documents it ("Parsing C command-line arguments"), without the rules for the program's own name.
    private static List<string> SplitArguments(string line)
    {
        List<string> words = [];
        StringBuilder? word = null;
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            int backslashes = 0;
            while (i < line.Length && line[i] == '\\')
                (backslashes, i) = (backslashes + 1, i + 1);
            if (backslashes > 0)
            {
                bool beforeQuote = i < line.Length && line[i] == '"';
                (word ??= new()).Append('\\', beforeQuote ? backslashes / 2 : backslashes);
                if (beforeQuote && backslashes % 2 == 1)
                {
                    word.Append('"');
                    continue;
                }

                if (i == line.Length)
                    break;
            }

            if (line[i] == '"')
                (isQuoted, word) = (!isQuoted, word ?? new());
            else if (line[i] is (' ' or '\t') && !isQuoted)
                End();
            else
                (word ??= new()).Append(line[i]);
        }

        End();
        return words;

        void End()
        {
            if (word is not null)
                words.Add(word.ToString());
            word = null;
        }
    }
}
