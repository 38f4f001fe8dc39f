using System.Text.Json.Nodes;
using LogAnalytics.Exports;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Privacy;

namespace LogAnalytics.Cli.Privacy;

/// <summary>
/// What the pseudonyms of redacted results stand for: every name and path of the lake is given its pseudonym with their key. Where
/// several spellings share one, it is the first of them.
/// </summary>
public sealed class Originals
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Redactor _redactor;

    public Originals(LakeDatabase database, RedactionKey key)
    {
        ExportSet none = Exports.ExportReading.Read([], CancellationToken.None).Set;
        _redactor = new Redactor(key, LakeNames.Read(database, none));
        foreach ((ValueKind kind, string value) in LakeNames.All(database, none, withPlain: true).OrderBy(name => name.Value, StringComparer.Ordinal))
            _names.TryAdd(_redactor.Value(kind, value), value);
        foreach (string path in database.Query("bundle/inputs", row => row.Text("path")!))
            _names.TryAdd(_redactor.FilePath(path), path);
    }

    /// <summary>An incident's id as redacted results have it.</summary>
    public string ShownId(string id) => _redactor.Text(id);

    /// <summary>A model with the true names: values that are a pseudonym as a whole or word by word, a port behind it apart.</summary>
    public T Restore<T>(T model) => FindingsJson.Read<T>(Restore(JsonNode.Parse(FindingsJson.Write(model)))!.ToJsonString());

    private JsonNode? Restore(JsonNode? node) => node switch
    {
        JsonObject entries => new JsonObject(entries.Select(entry => KeyValuePair.Create(entry.Key, Restore(entry.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Restore)]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(Restore(text)),
        _ => node?.DeepClone(),
    };

    private string Restore(string text)
    {
        if (_names.TryGetValue(text, out string? name))
            return name;
        if (text.Contains(' ', StringComparison.Ordinal))
            return string.Join(' ', text.Split(' ').Select(Restore));
        int port = text.LastIndexOf(':');
        return port > 0 && _names.TryGetValue(text[..port], out string? address) ? address + text[port..] : text;
    }
}
