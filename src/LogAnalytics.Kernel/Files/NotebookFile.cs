using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogAnalytics.Kernel.Engine;

namespace LogAnalytics.Kernel.Files;

/// <summary>An <c>.ipynb</c> file (format 4): runs its code cells and keeps their outputs, as Jupyter writes them.</summary>
internal sealed class NotebookFile
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private readonly JsonObject _notebook;

    private NotebookFile(JsonObject notebook) => _notebook = notebook;

    /// <exception cref="KernelException">It is missing, damaged, of another format or of another language.</exception>
    public static NotebookFile Read(string path)
    {
        try
        {
            if (JsonNode.Parse(File.ReadAllText(path)) is not JsonObject notebook || notebook["nbformat"]?.GetValue<int>() != 4 || notebook["cells"] is not JsonArray)
                throw new KernelException($"'{path}' is no notebook of format 4.");
            return notebook["metadata"]?["kernelspec"]?["language"]?.GetValue<string>() is "C#" or null
                ? new NotebookFile(notebook)
                : throw new KernelException($"'{path}' is no notebook of C#; run it with 'jupyter nbconvert --execute'.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new KernelException($"'{path}' cannot be read as a notebook: {e.Message}");
        }
    }

    /// <returns>The failing cell's number among all cells, from 1, and its error; null where all ran.</returns>
    public async Task<(int Cell, CellError Error)?> ExecuteAsync(CellEngine engine)
    {
        JsonArray cells = _notebook["cells"]!.AsArray();
        int count = 0;
        foreach (JsonObject cell in cells.OfType<JsonObject>().Where(IsCode))
        {
            cell["outputs"] = new JsonArray();
            cell["execution_count"] = null;
        }

        for (int i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not JsonObject cell || !IsCode(cell))
                continue;
            cell["execution_count"] = ++count;
            CollectedOutput output = new();
            CellOutcome outcome = await engine.RunAsync(Source(cell), output).ConfigureAwait(false);
            if (outcome.Value is { } value)
                output.Result(value, count);
            if (outcome.Error is { } error)
                output.Fail(error);
            cell["outputs"] = output.Items;
            if (outcome.Error is { } failed)
                return (i + 1, failed);
        }

        return null;
    }

    public void Write(string path) => File.WriteAllText(path, _notebook.ToJsonString(_json) + "\n");

    private static bool IsCode(JsonObject cell) => cell["cell_type"]?.GetValue<string>() == "code";

    private static string Source(JsonObject cell) => cell["source"] switch
    {
        JsonArray lines => string.Concat(lines.Select(line => line!.GetValue<string>())),
        JsonValue text => text.GetValue<string>(),
        _ => "",
    };
}
