using LogAnalytics.Queries;
using LogAnalytics.Reports.Explaining;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Explaining;

/// <summary>Prints an explanation: question, answer, statement; for a person, or as JSON.</summary>
public static class ExplainWriter
{
    public static void WriteText(IAnsiConsole console, Incident incident, IReadOnlyList<Override> overrides, IReadOnlyList<ExplainAnswer> answers)
    {
        console.WriteLine($"{incident.Id}: {Say.Headline(incident)}");
        console.WriteLine($"Each statement runs as it stands: loganalytics query --lake DIR \"…\"");
        if (overrides.Count > 0)
            console.WriteLine(Say.Safe($"Here they know what the analysis was told beside the logs, in query they do not: {string.Join("; ", overrides.Select(Told))}."));
        int number = 0;
        foreach (ExplainAnswer answer in answers)
        {
            console.WriteLine();
            console.MarkupLine($"[bold]{++number}. {Markup.Escape(answer.Step.Question)}[/]");
            WriteRows(console, answer);
            if (answer.Agrees is { } agrees)
                console.WriteLine(agrees ? "   as in findings.json" : "   NOT as in findings.json: " + Expected(answer.Step));
            console.WriteLine();
            foreach (string line in answer.Step.Sql.Split('\n'))
                console.WriteLine("   " + line);
        }
    }

    public static void WriteJson(TextWriter writer, Incident incident, IReadOnlyList<ExplainAnswer> answers)
    {
        writer.Write($"{{\n  \"incident\": {ValueText.Json(incident.Id)},\n  \"steps\": [");
        for (int i = 0; i < answers.Count; i++)
        {
            (ExplainStep step, ExplainAnswer answer) = (answers[i].Step, answers[i]);
            string rows = string.Join(",", answer.Rows.Select(row => "\n      " + Object(answer.Columns.Zip(row))));
            writer.Write($"{(i > 0 ? "," : "")}\n    {{\"name\": {ValueText.Json(step.Name)}, \"question\": {ValueText.Json(step.Question)},\n     \"sql\": {ValueText.Json(step.Sql)},\n"
                + $"     \"rows\": {answer.RowCount}, \"agrees\": {ValueText.Json(answer.Agrees)}, \"answer\": [{rows}]}}");
        }

        writer.Write("\n  ]\n}\n");
    }

    private static string Told(Override told) => $"{told.Kind} {told.Name}{(told.Value is { } value ? "=" + value : "")}";

    private static void WriteRows(IAnsiConsole console, ExplainAnswer answer)
    {
        if (answer.RowCount == 0)
            console.WriteLine("   none");
        foreach (IReadOnlyList<object?> row in answer.Rows)
            console.WriteLine("   " + string.Join("  ", answer.Columns.Zip(row).Where(cell => cell.Second is not null).Select(cell => $"{cell.First}={Say.Safe(ValueText.Of(cell.Second)!)}")));
        if (answer.RowCount > answer.Rows.Count)
            console.WriteLine($"   … and {Say.Count(answer.RowCount - answer.Rows.Count)} more rows; the statement gives all {Say.Count(answer.RowCount)}");
    }

    private static string Expected(ExplainStep step) => step.Expected is { Count: > 0 } rows
        ? string.Join("; ", rows.Take(3).Select(row => string.Join("  ", row.Where(cell => cell.Value is not null).Select(cell => $"{cell.Key}={Say.Safe(ValueText.Of(cell.Value)!)}"))))
        : "none";

    private static string Object(IEnumerable<(string Column, object? Value)> cells) =>
        "{" + string.Join(", ", cells.Select(cell => $"{ValueText.Json(cell.Column)}: {ValueText.Json(cell.Value)}")) + "}";
}
