#!/usr/bin/env dotnet
#:project ../src/LogAnalytics.Cli/LogAnalytics.Cli.csproj
#:property PublishAot=false

// Messages refused per hour, as a table on the terminal and a chart beside it, without Jupyter:
//
//     dotnet run notebooks/refused-per-hour.cs -- FOLDER [LOGS]
//
// FOLDER takes the lake, the findings and the chart; LOGS is a folder of Send logs, a sample unless given.
using LogAnalytics.Notebooks;
using Microsoft.Data.Analysis;

string here = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? "notebooks";
string folder = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "refused-per-hour");
string logs = args.Length > 1 ? args[1] : Path.Combine(here, "../data-samples/certificate-name-changed");
string lakePath = Path.Combine(folder, "lake"), outPath = Path.Combine(folder, "out");

int exitCode = await LogAnalytics.Cli.Program.RunAsync(["run", logs, "--lake", lakePath, "--out", outPath, "--quiet"], TimeProvider.System);
if (exitCode != 0)
    return exitCode;

using Lake lake = Lake.Open(lakePath);
DataFrame hours = lake.Sql("""
    SELECT date_trunc('hour', replied_at) AS hour,
        count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
        count(*) FILTER (WHERE family = 'tenant_attribution') AS refused
    FROM recipients
    WHERE replied_at IS NOT NULL
    GROUP BY 1
    ORDER BY 1
    """);
Console.WriteLine(HtmlTable.Plain(hours));

Chart chart = new Chart("Recipients per hour, UTC").Bars(hours, "hour", "accepted").Bars(hours, "hour", "refused");
foreach (Incident incident in Findings.Read(outPath).Incidents)
    chart.Mark(incident.FirstBad.Time, incident.Id);
string drawing = Path.Combine(folder, "refused-per-hour.svg");
File.WriteAllText(drawing, chart.ToSvg());
Console.WriteLine($"Chart in {drawing}.");
return 0;
