using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Text;

/// <summary>affected-messages.csv: what to send again; always guarded against formulas, written row by row.</summary>
public sealed class AffectedMessagesCsv : IDisposable
{
    private readonly CsvWriter _csv;

    public AffectedMessagesCsv(TextWriter writer)
    {
        _csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n", InjectionOptions = InjectionOptions.Escape }, leaveOpen: true);
        foreach (string column in new[]
        {
            "incident", "internet_message_id", "sender", "recipient", "refusals", "first_refused_at", "last_refused_at", "reply_code", "enhanced_code",
            "last_reply", "fate", "later_delivered", "delivered_at", "server", "session_id", "file", "line",
        })
            _csv.WriteField(column);
        _csv.NextRecord();
    }

    public void Write(AffectedMessage message)
    {
        foreach (string? field in new[]
        {
            message.Incident, message.InternetMessageId, message.Sender, message.Recipient, Number(message.Refusals), Say.Iso(message.FirstRefusedAt),
            Say.Iso(message.LastRefusedAt), Number(message.ReplyCode), message.EnhancedCode, message.LastReply, message.Fate,
            message.LaterDelivered switch { null => "unknown", true => "yes", false => "no" },
            message.DeliveredAt is { } delivered ? Say.Iso(delivered) : null, message.Server, message.SessionId, message.File, Number(message.Line),
        })
            _csv.WriteField(field is null ? null : SpreadsheetText.Guard(Say.Safe(field)));
        _csv.NextRecord();
    }

    public void Dispose() => _csv.Dispose();

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}
