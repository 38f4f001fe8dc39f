using LogAnalytics.Cli.Terminal;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Sessions;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Sessions;

/// <summary>Prints a transcript, alone or beside another: a table for a person, JSON or JSON lines for a program.</summary>
public static class SessionWriter
{
    public static void Write(Streams streams, SessionTranscript session, string format)
    {
        IReadOnlyList<TranscriptStep> steps = TranscriptSteps.Of(session.Rows);
        switch (format)
        {
            case "json":
                System.Console.Out.Write(FindingsJson.Write(new { session = Head(session), rows = session.Rows.Select((row, i) => Row(row, steps[i].Phase)) }));
                break;
            case "jsonl":
                for (int i = 0; i < steps.Count; i++)
                    System.Console.Out.Write(FindingsJson.WriteLine(Row(session.Rows[i], steps[i].Phase)));
                break;
            default:
                streams.Results.WriteLine(Title(session));
                Table table = Columns("row", "time (UTC)", "phase", "verdict", "where", "", "says");
                for (int i = 0; i < steps.Count; i++)
                {
                    TranscriptRow row = session.Rows[i];
                    Add(table, Number(row.SequenceNumber), Say.Iso(row.Time), Phase(steps[i].Phase), TranscriptVerdict.Of(row) ?? "", Place(row), row.Event, row.Text);
                }

                streams.Results.Write(table);
                break;
        }
    }

    /// <param name="shared">What the two have in common beside the connector; see <c>session/nearest_passing</c>.</param>
    public static void Write(Streams streams, TranscriptAlignment alignment, string shared, string format)
    {
        switch (format)
        {
            case "json":
                System.Console.Out.Write(FindingsJson.Write(new { session = Head(alignment.Left), compared_with = Head(alignment.Right), shared = Shared(shared), rows = alignment.Rows.Select(Row) }));
                break;
            case "jsonl":
                foreach (AlignedRow row in alignment.Rows)
                    System.Console.Out.Write(FindingsJson.WriteLine(Row(row)));
                break;
            default:
                streams.Results.WriteLine(Title(alignment.Left));
                streams.Results.WriteLine("beside " + Title(alignment.Right));
                streams.Results.WriteLine($"{Distance(alignment)}; {Shared(shared)}. ≠ says something else, < only here, > only there.");
                Table table = Columns("", "phase", "where", "verdict", "this session", "where", "verdict", "the passing one");
                foreach (AlignedRow row in alignment.Rows)
                    Add(table, [Mark(row.Difference), Phase(row.Phase), .. Side(row.Left), .. Side(row.Right)]);
                streams.Results.Write(table);
                if (alignment.LeftBeyond + alignment.RightBeyond > 0)
                    streams.Results.WriteLine($"Not compared: {Say.Count(alignment.LeftBeyond)} more rows here, {Say.Count(alignment.RightBeyond)} there.");
                break;
        }
    }

    private static string Title(SessionTranscript session) =>
        Say.Safe($"{session.Server} {session.Service} {session.SessionId}: {Say.Words(session.Outcome)}, {session.Connector ?? "no connector"} to {session.RemoteEndpoint ?? "nowhere"}, from {Say.Iso(session.StartedAt)}");

    private static string Distance(TranscriptAlignment alignment)
    {
        TimeSpan apart = alignment.Right.StartedAt - alignment.Left.StartedAt;
        return apart == TimeSpan.Zero ? "at the same time" : $"{Say.Span(apart.Duration())} {(apart < TimeSpan.Zero ? "before" : "after")} it";
    }

    private static string Shared(string shared) => shared switch
    {
        "server_remote" => "same server, connector and remote",
        "server_host" => "same server, connector and remote host; no session with this very address has passed",
        "server" => "same server and connector, but another remote: none with this one has passed",
        "remote" => "same connector and remote, but another server: none of this server has passed",
        _ => "same connector only: none of this server, and none with this remote, has passed",
    };

    private static Table Columns(params string[] names)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (string name in names)
            table.AddColumn(new TableColumn(new Text(name)));
        return table;
    }

    private static void Add(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(Say.Safe(cell))));

    private static string[] Side(TranscriptRow? row) => row is null ? ["", "", ""] : [Place(row), TranscriptVerdict.Of(row) ?? "", $"{row.Event} {row.Text}"];

    private static string Place(TranscriptRow row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.File ?? "–"}:{row.Line} @{row.ByteOffset}");

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Phase(SessionPhase phase) => phase.ToString().ToLowerInvariant();

    private static string Mark(RowDifference difference) => difference switch
    {
        RowDifference.Differs => "≠",
        RowDifference.LeftOnly => "<",
        RowDifference.RightOnly => ">",
        _ => "",
    };

    private static object Head(SessionTranscript session) => new
    {
        session.Server, session.Service, session.SessionId, session.Connector, session.RemoteEndpoint, session.StartedAt, session.Outcome,
    };

    private static object Row(AlignedRow row) => new
    {
        difference = row.Difference,
        row.Phase,
        here = row.Left is null ? null : Row(row.Left, row.Phase),
        there = row.Right is null ? null : Row(row.Right, row.Phase),
    };

    private static object Row(TranscriptRow row, SessionPhase phase) => new
    {
        row.SequenceNumber, row.Time, row.Event, phase, row.Data, row.Context, verdict = TranscriptVerdict.Of(row), row.Family, row.File, row.Line, row.ByteOffset,
    };
}
