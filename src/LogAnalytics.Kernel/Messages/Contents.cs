using System.Text.Json.Nodes;

namespace LogAnalytics.Kernel.Messages;

/// <summary>Contents of messages that more than one kind of request needs.</summary>
internal static class Contents
{
    /// <summary>Who the kernel is, and in which language it speaks.</summary>
    public static JsonObject KernelInfo(string version) => Ok(
        ("protocol_version", JupyterMessage.ProtocolVersion), ("implementation", "loganalytics"), ("implementation_version", version),
        ("banner", $"LogAnalytics {version}: C# and SQL over a lake"), ("debugger", false),
        ("language_info", new JsonObject
        {
            ["name"] = "C#",
            ["version"] = Environment.Version.ToString(),
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        }),
        ("help_links", new JsonArray()));

    public static JsonObject Status(string state) => new() { ["execution_state"] = state };

    public static JsonObject Ok(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        JsonObject content = new() { ["status"] = "ok" };
        foreach ((string name, JsonNode? value) in members)
            content[name] = value;
        return content;
    }

    public static JsonObject Bundle(IReadOnlyDictionary<string, string> forms)
    {
        JsonObject bundle = [];
        foreach ((string type, string text) in forms)
            bundle[type] = text;
        return bundle;
    }
}
