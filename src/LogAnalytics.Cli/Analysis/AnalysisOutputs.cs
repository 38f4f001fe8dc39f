using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Reports;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Formats;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What an analysis leaves as tables: affected-messages.csv, and in the lake what the views <c>incidents</c> and <c>affected_messages</c> show.</summary>
public static class AnalysisOutputs
{
    /// <param name="formats">Outputs beside the usual ones; those of an earlier run that are not asked for are removed, since they would mislead.</param>
    public static void Write(
        LakeDatabase database, LakeFolder lake, ScratchFolder scratch, FindingsDocument findings, OutputFolder output, IReadOnlyList<string> formats, Streams streams)
    {
        output.Write("affected-messages.csv", writer =>
        {
            using AffectedMessagesCsv csv = new(writer);
            database.ForEach("tables/affected_messages", row => csv.Write(Message(row)));
        });
        foreach (string format in OutputFormats.All)
        {
            if (formats.Contains(format))
                Write(database, findings, output, format);
            else
                output.Remove(OutputFormats.FileOf(format));
        }

        Dictionary<string, string> files = [];
        foreach (string table in AnalysisState.Tables)
        {
            files[table] = Path.Combine(scratch.Root, table + ".parquet");
            database.Export("tables/" + table, files[table]);
        }

        try
        {
            AnalysisState.Replace(lake, files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            streams.Note($"The views incidents and affected_messages of the lake stay as they were: {e.Message}");
        }
    }

    private static void Write(LakeDatabase database, FindingsDocument findings, OutputFolder output, string format)
    {
        if (format == OutputFormats.Sarif)
        {
            output.Write(OutputFormats.FileOf(format), SarifLog.Write(findings, CliContext.Version));
            return;
        }

        output.Write(OutputFormats.FileOf(format), writer =>
        {
            Timeline.Write(writer, findings);
            database.ForEach("tables/affected_messages", row => Timeline.Write(writer, Message(row)));
        });
    }

    internal static AffectedMessage Message(QueryRow row) => new(
        row.Text("incident")!, row.Text("internet_message_id"), row.Text("sender"), row.Text("recipient"), row.Number("refusals"),
        row.Time("first_refused_at")!.Value, row.Time("last_refused_at")!.Value, row.OptionalInt("reply_code"), row.Text("enhanced_code"),
        row.Text("last_reply"), row.Text("fate"), row.OptionalFlag("later_delivered"), row.Time("delivered_at"), row.Text("server")!,
        row.Text("session_id")!, row.Text("file"), row.Number("line"));
}
