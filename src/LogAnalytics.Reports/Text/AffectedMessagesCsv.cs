using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using LogAnalytics.Reports.Details;

namespace LogAnalytics.Reports.Text;

/// <summary>affected-messages.csv: one row per message and recipient, always guarded against formulas; written as rows come.</summary>
public sealed class AffectedMessagesCsv : IDisposable
{
    private readonly CsvWriter _csv;

    public AffectedMessagesCsv(TextWriter writer)
    {
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture) { NewLine = "\n", InjectionOptions = InjectionOptions.Escape };
        _csv = new CsvWriter(writer, configuration, leaveOpen: true);
        string[] header =
        [
            "incident", "internet_message_id", "sender", "recipient", "fate", "later_delivered", "last_reply", "attempts", "first_refused_at",
            "last_refused_at", "server", "session_id", "file", "line",
        ];
        foreach (string column in header)
            _csv.WriteField(column);
        _csv.NextRecord();
    }

    public void Write(AffectedMessage message)
    {
        _csv.WriteField(message.Incident);
        _csv.WriteField(message.MessageId);
        _csv.WriteField(message.Sender.Length == 0 ? "<>" : message.Sender);
        _csv.WriteField(message.Recipient);
        _csv.WriteField(message.Fate);
        _csv.WriteField(message.LaterDelivered switch { true => "yes", false => "no", null => "unknown" });
        _csv.WriteField(message.LastReply);
        _csv.WriteField(message.Attempts);
        _csv.WriteField(Time(message.FirstRefusedAt));
        _csv.WriteField(Time(message.LastRefusedAt));
        _csv.WriteField(message.Server);
        _csv.WriteField(message.SessionId);
        _csv.WriteField(message.File);
        _csv.WriteField(message.Line);
        _csv.NextRecord();
    }

    public void Dispose() => _csv.Dispose();

    private static string? Time(DateTime? utc) => utc is { } time ? Say.Iso(time) : null;
}
