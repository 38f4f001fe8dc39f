using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Scheduling;

/// <summary>A task for Windows' Task Scheduler, to register with <c>Register-ScheduledTask -Xml</c>.</summary>
internal static class WindowsTask
{
    private static readonly XNamespace _task = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    // In force from any day in the past on.
    private static readonly DateOnly _firstDay = new(2020, 1, 1);

    public static string Xml(ScheduledJob job)
    {
        RefuseExpansions(job);
        string user = job.User ?? throw new InputException("--windows needs --user: the account of the task, best a group managed service account (--user 'CONTOSO\\gmsa-logs$').");
        XElement task = Element("Task",
            new XAttribute("version", "1.2"),
            Element("RegistrationInfo", Element("Description", "Looks for attribution errors in SMTP Send protocol logs."), Element("URI", "\\" + job.Name)),
            Element("Triggers", Element("CalendarTrigger", Trigger(job))),
            Element("Principals", Element("Principal", new XAttribute("id", "Author"), Element("UserId", user), Element("LogonType", "Password"), Element("RunLevel", "LeastPrivilege"))),
            Element("Settings",
                Element("MultipleInstancesPolicy", "IgnoreNew"),
                Element("DisallowStartIfOnBatteries", "false"),
                Element("StopIfGoingOnBatteries", "false"),
                Element("StartWhenAvailable", "true"),
                Element("ExecutionTimeLimit", string.Create(CultureInfo.InvariantCulture, $"PT{ScheduledJob.MostHours}H")),
                Element("Priority", "7")),
            Element("Actions", new XAttribute("Context", "Author"), Element("Exec", Element("Command", job.Tool), Element("Arguments", string.Join(' ', job.Arguments.Select(Quote))))));
        // ASCII with references: right whatever the console and the shell make of it, so no encoding is declared.
        using MemoryStream bytes = new();
        using (XmlWriter writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = Encoding.ASCII, Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
            task.Save(writer);
        return "<?xml version=\"1.0\"?>\n" + Encoding.ASCII.GetString(bytes.ToArray()) + "\n";
    }

    private static IEnumerable<XElement> Trigger(ScheduledJob job)
    {
        yield return Element("StartBoundary", _firstDay.ToDateTime(job.Time).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (job.IsHourly)
            yield return Element("Repetition", Element("Interval", "PT1H"), Element("Duration", "P1D"), Element("StopAtDurationEnd", "false"));
        yield return Element("ScheduleByDay", Element("DaysInterval", "1"));
    }

    private static XElement Element(string name, params object[] content) => new(_task + name, content);

    // Task Scheduler puts variables in place of %NAME% and $(Arg0), and knows no way to write these as they are.
    private static void RefuseExpansions(ScheduledJob job)
    {
        foreach (string text in job.Arguments.Append(job.Tool).Where(text => text.Count(c => c == '%') > 1 || text.Contains("$(", StringComparison.Ordinal)))
            throw new InputException($"'{text}' holds what Task Scheduler takes for a variable. Put the option into a settings file (--config).");
    }

    // As every C runtime splits a command line: backslashes count double before a quote only.
    private static string Quote(string word)
    {
        if (word.Length > 0 && !word.Any(c => c is ' ' or '\t' or '"'))
            return word;
        StringBuilder quoted = new("\"");
        int backslashes = 0;
        foreach (char c in word)
        {
            if (c == '"')
                quoted.Append('\\', backslashes + 1);
            backslashes = c == '\\' ? backslashes + 1 : 0;
            quoted.Append(c);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
