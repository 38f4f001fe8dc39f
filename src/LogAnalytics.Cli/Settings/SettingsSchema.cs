using System.CommandLine;
using System.Text.Json.Nodes;

namespace LogAnalytics.Cli.Settings;

/// <summary>The JSON schema of settings files, for editors: worked out from the verbs' own options.</summary>
internal static class SettingsSchema
{
    public static JsonObject Of(Command root)
    {
        Verb[] verbs = [.. Verb.Below(root)];
        JsonObject properties = new() { ["$schema"] = new JsonObject { ["type"] = "string" } };
        foreach (IGrouping<string, Symbol> key in verbs.SelectMany(verb => verb.Settable).GroupBy(Verb.KeyOf).OrderBy(group => group.Key, StringComparer.Ordinal))
            properties[key.Key] = Forms(key);
        foreach (IGrouping<string, Verb> group in verbs.GroupBy(verb => verb.Name.Split(' ')[0]))
        {
            JsonObject section = Section(group.Key, [.. group]);
            // 'rules' is an option and a group of verbs.
            properties[group.Key] = properties[group.Key] is { } option ? new JsonObject { ["anyOf"] = new JsonArray(option.DeepClone(), section) } : section;
        }

        return new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "loganalytics settings", ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    private static JsonObject Section(string name, Verb[] verbs)
    {
        JsonObject properties = [];
        foreach (IGrouping<string, Symbol> key in verbs.SelectMany(verb => verb.Settable).GroupBy(Verb.KeyOf))
            properties[key.Key] = Forms(key);
        foreach (Verb verb in verbs.Where(verb => verb.Name != name))
            properties[verb.Name[(name.Length + 1)..]] = Section(verb.Name, [verb]);
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    // Several verbs may mean different things by one name.
    private static JsonObject Forms(IEnumerable<Symbol> symbols)
    {
        (string Description, JsonObject Type)[] forms = [.. symbols.Select(symbol => (symbol.Description ?? "", TypeOf(symbol))).DistinctBy(form => (form.Item1, form.Item2.ToJsonString()))];
        JsonObject[] types = [.. forms.Select(form => form.Type).DistinctBy(type => type.ToJsonString())];
        JsonObject schema = types is [JsonObject single] ? (JsonObject)single.DeepClone() : new JsonObject { ["anyOf"] = new JsonArray([.. types.Select(type => type.DeepClone())]) };
        schema["description"] = string.Join(" | ", forms.Select(form => form.Description).Distinct());
        return schema;
    }

    private static JsonObject TypeOf(Symbol symbol)
    {
        if (Verb.IsFlag(symbol))
            return new JsonObject { ["type"] = "boolean" };
        JsonObject value = new() { ["type"] = new JsonArray("string", "number") };
        return Verb.IsList(symbol) ? new JsonObject { ["anyOf"] = new JsonArray(value, new JsonObject { ["type"] = "array", ["items"] = value.DeepClone() }) } : value;
    }
}
