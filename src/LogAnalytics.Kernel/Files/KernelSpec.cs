using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogAnalytics.Kernel.Engine;

namespace LogAnalytics.Kernel.Files;

/// <summary>The folder with <c>kernel.json</c> through which Jupyter finds the kernel.</summary>
public static class KernelSpec
{
    /// <summary>Notebooks name it.</summary>
    public const string DefaultName = "loganalytics";

    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes the folder, over one that is there.</summary>
    /// <param name="prefix">As <c>jupyter kernelspec install --prefix</c>: a Python environment; null: this user's own folder.</param>
    /// <param name="lakePath">The lake that notebooks ask at first; null: none.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="KernelException">The name is no name for a kernel.</exception>
    public static string Install(string name, string? prefix, string? lakePath, ToolCommand tool)
    {
        string folder = Folder(name, prefix);
        Directory.CreateDirectory(folder);
        string[] arguments = [tool.File, .. tool.Arguments, "kernel", "run", "{connection_file}", .. lakePath is null ? Array.Empty<string>() : ["--lake", Path.GetFullPath(lakePath)]];
        JsonObject spec = new()
        {
            ["argv"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]),
            ["display_name"] = name == DefaultName ? "C# and SQL (LogAnalytics)" : $"C# and SQL (LogAnalytics, {name})",
            ["language"] = "C#",
            // Signals mean the end to the tool; interruptions come as messages.
            ["interrupt_mode"] = "message",
            // The tool compiles at full strength at once, which suits conversions; a kernel should answer soon.
            ["env"] = new JsonObject { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_TC_QuickJit"] = "1", ["DOTNET_TieredPGO"] = "0" },
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        File.WriteAllText(Path.Combine(folder, "kernel.json"), spec.ToJsonString(_json) + "\n");
        return folder;
    }

    /// <returns>The folder that was removed; null where there was none.</returns>
    /// <exception cref="KernelException">A kernel of that name is not ours.</exception>
    public static string? Remove(string name, string? prefix)
    {
        string folder = Folder(name, prefix), file = Path.Combine(folder, "kernel.json");
        if (!File.Exists(file))
            return null;
        if (!IsOurs(file))
            throw new KernelException($"'{folder}' is another kernel; it stays.");
        Directory.Delete(folder, recursive: true);
        return folder;
    }

    /// <summary>The folder of a kernel of ours; null where there is none.</summary>
    public static string? Find(string name, string? prefix) =>
        Folder(name, prefix) is var folder && File.Exists(Path.Combine(folder, "kernel.json")) && IsOurs(Path.Combine(folder, "kernel.json")) ? folder : null;

    private static bool IsOurs(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file))?["argv"] is JsonArray arguments && arguments.Select(argument => argument?.ToString()).ToArray() is var words
                && Array.IndexOf(words, "kernel") is > 0 and var at && at + 1 < words.Length && words[at + 1] == "run";
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Folder(string name, string? prefix)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || name.StartsWith('.'))
            throw new KernelException($"'{name}' is no name for a kernel: letters, digits, '-', '_' and '.'.");
        return Path.Combine(prefix is null ? UserFolder() : Path.Combine(Path.GetFullPath(prefix), "share", "jupyter"), "kernels", name.ToLowerInvariant());
    }

    // Where Jupyter looks first: JUPYTER_DATA_DIR, else a folder of the user.
    private static string UserFolder()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } folder)
            return folder;
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
            return Path.Combine(home, "Library", "Jupyter");
        string data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(home, ".local", "share");
        return Path.Combine(data, "jupyter");
    }
}
