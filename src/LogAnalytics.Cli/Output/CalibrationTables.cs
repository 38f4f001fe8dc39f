using System.Globalization;
using LogAnalytics.Detection.Calibration;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Output;

/// <summary>Calibrations for reading on a terminal.</summary>
public static class CalibrationTables
{
    public static void Write(IAnsiConsole console, IReadOnlyList<CalibrationReport> reports, CalibrationOptions options)
    {
        if (reports.Count == 0)
            console.WriteLine("No messages in sessions with the service, so there is nothing to plant into.");
        foreach (CalibrationReport report in reports)
        {
            console.WriteLine($"{Say.Safe(report.Group)}: {Say.Count(report.Trials)} messages, {Say.Count(report.Failed)} of them failed; seed {options.Seed}, {options.Repeats} incidents per line.");
            foreach (ExcludedWindow window in report.Excluded)
                console.WriteLine($"An incident of these logs is left out, with its {Say.Count(window.Trials)} messages: {Say.Time(window.FirstBad)} to {Say.Time(window.LastBad)}.");
            if (report.TooLittle is { } why)
            {
                console.WriteLine($"Too little mail: {why}");
                continue;
            }

            foreach (PlantScope scope in options.Scopes.Except(report.Cells.Select(cell => cell.Scope)))
                console.WriteLine($"Nothing planted into {Name(scope)}: all messages show the same one, or each has too little mail.");
            WriteSmallest(console, report, options);
            WriteCells(console, report, options);
            WriteFalseAlarms(console, report, options);
        }
    }

    private static void WriteSmallest(IAnsiConsole console, CalibrationReport report, CalibrationOptions options)
    {
        console.WriteLine("Smallest incident of which 95 % are found, in failures, by false-alarm rate (the first is in use):");
        Table table = TableOf(["scope", "share failing", .. options.FalseAlarmRates.Select(Number)]);
        foreach (var line in report.Smallest.GroupBy(smallest => (smallest.Scope, smallest.Share)))
            Add(table, [Name(line.Key.Scope), Percent(line.Key.Share), .. line.Select(smallest => smallest.Failures is { } failures ? $"{failures}" : $"over {smallest.LargestPlanted}")]);
        console.Write(table);
    }

    private static void WriteCells(IAnsiConsole console, CalibrationReport report, CalibrationOptions options)
    {
        console.WriteLine($"At false-alarm rate {Number(options.FalseAlarmRates[0])}; sizes with too little mail are missing; an incident of one sender domain is reported as an observation:");
        Table table = TableOf(["scope", "share failing", "failures", "take", "planted", "found", "first error exact", "bracket holds"]);
        foreach (CalibrationCell cell in report.Cells)
        {
            Add(table,
            [
                Name(cell.Scope), Percent(cell.Share), $"{cell.Failures}", Say.Span(TimeSpan.FromSeconds(Math.Round(cell.MedianSeconds))), $"{cell.Planted}", $"{cell.Found}",
                Of(cell.FirstErrorExact, cell.FoundAsIncident), Of(cell.BracketHolds, cell.FoundAsIncident),
            ]);
        }

        console.Write(table);
    }

    private static void WriteFalseAlarms(IAnsiConsole console, CalibrationReport report, CalibrationOptions options)
    {
        console.WriteLine(report.Failed == 0
            ? "Nothing failed beside the incidents, so there is no background that could raise a false alarm."
            : "Without planting: incidents in these logs as they are, and in series whose background failures were dealt out anew, each of which is false:");
        if (report.Failed == 0)
            return;
        Table table = TableOf(["false-alarm rate", "incidents as they are", "series dealt anew", "with a false incident"]);
        foreach (FalseAlarms alarms in report.FalseAlarms)
            Add(table, [Number(alarms.FalseAlarmRate), $"{alarms.InSeries}", $"{alarms.Shuffled}", $"{alarms.ShuffledWithIncident}"]);
        console.Write(table);
    }

    private static Table TableOf(string[] columns)
    {
        Table table = new() { Border = TableBorder.Rounded };
        return table.AddColumns(columns);
    }

    private static void Add(Table table, string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    private static string Of(int count, int all) => all == 0 ? "–" : $"{count} of {all}";

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.#} %");

    private static string Name(PlantScope scope) => scope switch
    {
        PlantScope.All => "all",
        PlantScope.Server => "one server",
        PlantScope.Certificate => "one certificate",
        _ => "one sender domain",
    };
}
