using System.Buffers;
using System.Text;
using System.Text.Json;
using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Settings;

/// <summary>A JSON file of options: keys for all verbs at its top, keys for one verb in an object of the verb's name.</summary>
internal sealed class SettingsFile
{
    // Where an editor finds the schema; nothing of ours.
    private const string SchemaKey = "$schema";

    private readonly List<Setting> _settings = [];
    private readonly List<(string Section, int Line)> _sections = [];
    private readonly byte[] _text;

    private SettingsFile(string path, byte[] text) => (Path, _text) = (path, text);

    /// <summary>As it was named.</summary>
    public string Path { get; }

    /// <summary>What paths in it are relative to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    public IReadOnlyList<Setting> Settings => _settings;

    /// <summary>The verbs that have an object of their own, with the line of its name.</summary>
    public IReadOnlyList<(string Section, int Line)> Sections => _sections;

    /// <exception cref="InputException">There is no such file, or it is no JSON of the expected form; the message names the line.</exception>
    public static SettingsFile Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException($"--config '{path}' does not exist. Name a settings file; 'loganalytics config schema' says what it may hold.");
        byte[] text = File.ReadAllBytes(path);
        SettingsFile file = new(path, text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text);
        file.Read();
        return file;
    }

    public InputException Error(int line, string message) => new($"{Path}:{line}: {message}");

    private void Read()
    {
        Utf8JsonReader reader = new(_text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw Error(LineOf(in reader), "a settings file is a JSON object: { \"lake\": \"…\" }.");
            ReadObject(ref reader, "");
            // Whatever stands behind the object is an error of the reader.
            reader.Read();
        }
        catch (JsonException e)
        {
            throw Error((int)(e.LineNumber ?? 0) + 1, $"this is no JSON: {e.Message.Split(" LineNumber:")[0]}");
        }
        catch (InvalidOperationException)
        {
            // What the reader says of bytes that are no UTF-8.
            throw Error(LineOf(in reader), "this is no UTF-8. Save the file as UTF-8.");
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, string section)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            int line = LineOf(in reader);
            if (!seen.Add(key))
                throw Error(line, $"'{key}' stands here twice.");
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                string inner = section.Length == 0 ? key : section + " " + key;
                _sections.Add((inner, line));
                ReadObject(ref reader, inner);
            }
            else if (section.Length > 0 || key != SchemaKey)
            {
                _settings.Add(ReadSetting(ref reader, section, key, line));
            }
        }
    }

    private Setting ReadSetting(ref Utf8JsonReader reader, string section, string key, int line)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return new Setting(section, key, line, SettingKind.Flag, [reader.GetBoolean() ? "true" : "false"]);
        if (Text(in reader) is { } value)
            return new Setting(section, key, line, SettingKind.Value, [value]);
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Error(line, $"'{key}' has no value. Leave the key out where the default is meant.");
        List<string> values = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(Text(in reader) ?? throw Error(LineOf(in reader), $"'{key}' is a list of texts."));
        return new Setting(section, key, line, SettingKind.List, values);
    }

    private static string? Text(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
        _ => null,
    };

    private int LineOf(in Utf8JsonReader reader) => 1 + _text.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
}
