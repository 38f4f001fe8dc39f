#!/usr/bin/env dotnet
#:project ../src/LogAnalytics.Cli/LogAnalytics.Cli.csproj
#:property PublishAot=false

// Which of the certificates that the servers present end within some days, counted from the newest log row:
//
//     dotnet run notebooks/expiring-certificates.cs -- FOLDER [DAYS [LOGS]]
//
// FOLDER takes the lake; LOGS is a folder of Send logs, a sample unless given. Ends with 1 where there are any, for a scheduler.
using LogAnalytics.Notebooks;

string here = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? "notebooks";
string folder = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "expiring-certificates");
int days = args.Length > 1 ? int.Parse(args[1]) : 30;
string logs = args.Length > 2 ? args[2] : Path.Combine(here, "../data-samples/one-server-differs");
string lakePath = Path.Combine(folder, "lake");

int exitCode = await LogAnalytics.Cli.Program.RunAsync(["convert", logs, "--lake", lakePath, "--quiet"], TimeProvider.System);
if (exitCode != 0)
    return exitCode;

using Lake lake = Lake.Open(lakePath);
IReadOnlyList<Expiring> expiring = lake.Rows<Expiring>("""
    SELECT subject, not_after, servers, date_diff('day', (SELECT max(started_at) FROM sessions), not_after) AS days_left
    FROM certificates
    WHERE role = 'sent' AND not_after < (SELECT max(started_at) FROM sessions) + to_days($days)
    ORDER BY not_after, subject
    """, new { days });
foreach (Expiring certificate in expiring)
    Console.WriteLine($"{certificate.NotAfter:yyyy-MM-dd}  {certificate.DaysLeft,4} days  {certificate.Subject}  ({string.Join(", ", certificate.Servers)})");
Console.WriteLine($"{expiring.Count} certificates end within {days} days.");
return expiring.Count > 0 ? 1 : 0;

internal sealed record Expiring(string Subject, DateTime NotAfter, IReadOnlyList<string> Servers, long DaysLeft);
