using LogAnalytics.Evidence;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Formats;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What an analysis leaves as tables: affected-messages.csv, and in the lake what the views <c>incidents</c> and <c>affected_messages</c> show.</summary>
public static class AnalysisOutputs
{
    /// <param name="scratch">Takes the tables until <see cref="Read"/>.</param>
    /// <param name="formats">Outputs beside the usual ones.</param>
    public static void Write(LakeDatabase database, ScratchFolder scratch, AnalysisResult analysis, OutputFolder output, IReadOnlyList<string> formats)
    {
        output.Write("affected-messages.csv", writer =>
        {
            using AffectedMessagesCsv csv = new(writer);
            database.ForEach("tables/affected_messages", row => csv.Write(analysis.Shown(Message(row))));
        });
        foreach (string format in OutputFormats.All)
        {
            if (formats.Contains(format))
                Write(database, analysis, output, format);
        }

        foreach (string table in AnalysisState.Tables)
            database.Export("tables/" + table, TablePath(scratch, table));
    }

    /// <summary>The tables that go into the lake, by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Read(ScratchFolder scratch) => AnalysisState.Tables.ToDictionary(table => table, table => File.ReadAllBytes(TablePath(scratch, table)));

    private static string TablePath(ScratchFolder scratch, string table) => Path.Combine(scratch.Root, table + ".parquet");

    private static void Write(LakeDatabase database, AnalysisResult analysis, OutputFolder output, string format)
    {
        if (format == OutputFormats.Sarif)
        {
            output.Write(OutputFormats.FileOf(format), SarifLog.Write(analysis.Findings, CliContext.Version));
            return;
        }

        output.Write(OutputFormats.FileOf(format), writer =>
        {
            Timeline.Write(writer, analysis.Findings);
            Dictionary<string, string> novelty = analysis.Findings.Incidents.ToDictionary(incident => incident.Id, incident => incident.Novelty);
            database.ForEach("tables/affected_messages", row =>
            {
                AffectedMessage message = analysis.Shown(Message(row));
                Timeline.Write(writer, message, novelty.GetValueOrDefault(message.Incident));
            });
        });
    }

    internal static AffectedMessage Message(QueryRow row) => new(
        row.Text("incident")!, row.Text("internet_message_id"), row.Text("sender"), row.Text("recipient"), row.Number("refusals"),
        row.Time("first_refused_at")!.Value, row.Time("last_refused_at")!.Value, row.OptionalInt("reply_code"), row.Text("enhanced_code"),
        row.Text("last_reply"), row.Text("fate"), row.OptionalFlag("later_delivered"), row.Time("delivered_at"), row.Text("server")!,
        row.Text("session_id")!, row.Text("file"), row.Number("line"));
}
