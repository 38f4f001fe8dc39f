using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogAnalytics.Reports.Privacy;

/// <summary>
/// Which property of a model holds what. A property that is not named here is free text, so a new one is redacted before anybody thinks of
/// it. New words of the tool's own go into <see cref="_words"/>, new names into <see cref="_kinds"/>.
/// </summary>
internal static class ModelRedaction
{
    // Words of the tool, ids of sessions and hashes of whole files.
    private static readonly HashSet<string> _words = new(StringComparer.Ordinal)
    {
        "schema", "state", "status", "severity", "novelty", "family", "kind", "attribute", "cause_id", "confidence", "shell", "reference",
        "session_id", "service", "format", "rhythm", "verb", "version", "sha256", "distance", "redaction_key_id", "tls_protocol",
    };

    private static readonly Dictionary<string, ValueKind> _kinds = new(StringComparer.Ordinal)
    {
        ["server"] = ValueKind.Host,
        ["servers"] = ValueKind.Host,
        ["sender_domain"] = ValueKind.Host,
        ["sender_domains"] = ValueKind.Host,
        ["recipient_domain"] = ValueKind.Host,
        ["names"] = ValueKind.Host,
        ["connector"] = ValueKind.Connector,
        ["connectors"] = ValueKind.Connector,
        ["certificate"] = ValueKind.Thumbprint,
        ["certificates"] = ValueKind.Thumbprint,
        ["thumbprint"] = ValueKind.Thumbprint,
        ["subject"] = ValueKind.DistinguishedName,
        ["issuer"] = ValueKind.DistinguishedName,
        ["serial"] = ValueKind.Serial,
        ["by"] = ValueKind.Person,
        ["sender"] = ValueKind.Mailbox,
        ["recipient"] = ValueKind.Mailbox,
        ["message_id"] = ValueKind.Mailbox,
        ["internet_message_id"] = ValueKind.Mailbox,
    };

    private static readonly HashSet<string> _paths = new(StringComparer.Ordinal) { "file", "path", "source", "from_export" };

    // Their keys are paths.
    private static readonly HashSet<string> _byPath = new(StringComparer.Ordinal) { "inputs", "exports", "skipped", "unreadable", "rejects", "deleted_unread" };

    private static readonly HashSet<string> _notes = new(StringComparer.Ordinal) { "problem", "problems", "lost", "reasons", "skipped", "unreadable", "rejects", "deleted_unread" };

    // What stands in angle brackets in them is a mailbox or a message id.
    private static readonly HashSet<string> _logLines = new(StringComparer.Ordinal) { "data", "context", "last_reply" };

    public static JsonNode? Apply(Redactor redactor, JsonNode? node, string property = "") => node switch
    {
        JsonObject entries => Entries(redactor, entries, property),
        JsonArray items => new JsonArray([.. items.Select(item => Apply(redactor, item, item is JsonObject ? "" : property))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(redactor, value.GetValue<string>(), property),
        _ => node?.DeepClone(),
    };

    private static JsonObject Entries(Redactor redactor, JsonObject entries, string property)
    {
        // In the order of what is shown: the order of what is hidden would tell something about it.
        IEnumerable<KeyValuePair<string, JsonNode?>> shown = entries.Select(entry => KeyValuePair.Create(
            _byPath.Contains(property) ? redactor.FilePath(entry.Key) : property == "incidents" ? redactor.Text(entry.Key) : entry.Key,
            Apply(redactor, entry.Value, _byPath.Contains(property) ? property is "inputs" or "exports" ? "sha256" : property : entry.Key)));
        return new JsonObject(_byPath.Contains(property) ? shown.OrderBy(entry => entry.Key, StringComparer.Ordinal) : shown);
    }

    private static string Text(Redactor redactor, string text, string property)
    {
        if (_words.Contains(property) || IsTime(text))
            return text;
        if (_kinds.TryGetValue(property, out ValueKind kind))
            return redactor.Value(kind, text);
        if (_paths.Contains(property))
            return redactor.FilePath(text);
        if (_logLines.Contains(property))
            return redactor.LogLine(text);
        if (property == "command_line")
            return redactor.Argument(text);
        return _notes.Contains(property) ? redactor.Note(text) : redactor.Text(text);
    }

    private static bool IsTime(string text) =>
        text.Length is > 20 and < 30 && text[^1] == 'Z' && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);
}
