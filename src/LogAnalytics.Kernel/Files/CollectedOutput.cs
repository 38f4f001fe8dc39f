using System.Text.Json.Nodes;
using LogAnalytics.Kernel.Engine;

namespace LogAnalytics.Kernel.Files;

/// <summary>Outputs of a cell in the form that a notebook file holds: texts as lists of lines.</summary>
internal sealed class CollectedOutput : ICellOutput
{
    private readonly Lock _gate = new();
    private string _stream = "";
    private string _text = "";

    /// <summary>Outputs in the order they came.</summary>
    public JsonArray Items { get; } = [];

    // What follows on one stream is one output.
    public void Print(string name, string text)
    {
        lock (_gate)
        {
            bool isMore = Items.Count > 0 && _stream == name;
            _text = isMore ? _text + text : text;
            _stream = name;
            if (isMore)
                Items[^1]!["text"] = Lines(_text);
            else
                Items.Add((JsonNode)new JsonObject { ["name"] = name, ["output_type"] = "stream", ["text"] = Lines(text) });
        }
    }

    public void Display(IReadOnlyDictionary<string, string> forms) => Add(new JsonObject { ["data"] = Data(forms), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" });

    public void Result(IReadOnlyDictionary<string, string> forms, int executionCount) =>
        Add(new JsonObject { ["data"] = Data(forms), ["execution_count"] = executionCount, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" });

    public void Fail(CellError error) => Add(new JsonObject
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. error.Lines.Select(line => JsonValue.Create(line))]),
    });

    private void Add(JsonObject item)
    {
        lock (_gate)
        {
            _stream = "";
            Items.Add((JsonNode)item);
        }
    }

    private static JsonObject Data(IReadOnlyDictionary<string, string> forms)
    {
        JsonObject data = [];
        foreach ((string type, string text) in forms.OrderBy(form => form.Key, StringComparer.Ordinal))
            data[type] = Lines(text);
        return data;
    }

    // Each with its line end.
    private static JsonArray Lines(string text)
    {
        JsonArray lines = [];
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add((JsonNode)JsonValue.Create(text[start..end]));
            start = end;
        }

        return lines;
    }
}
