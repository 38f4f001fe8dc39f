using System.Text.Json;

namespace LogAnalytics.Exports;

/// <summary>ConvertTo-Json: one object or an array of them; also the <c>{"value": […], "Count": n}</c> that PowerShell 5.1 makes of arrays.</summary>
internal static class JsonExport
{
    // Properties that stand for an object where the value itself is wanted, best first.
    private static readonly string[] _standIns = ["value", "Address", "Domain", "DomainName", "IPRange", "Name"];
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = ExportLimits.MaxDepth };

    public static IReadOnlyList<ExportObject> Read(string text)
    {
        using JsonDocument document = Parse(text);
        List<ExportObject> objects = [];
        Collect(document.RootElement, objects);
        return objects;
    }

    /// <summary>Null where the text is no JSON object.</summary>
    public static ExportObject? TryReadObject(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, _options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? ObjectOf(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, _options);
        }
        catch (JsonException e)
        {
            throw new ExportException(ExportProblem.Cut(Invariant($"no valid JSON at line {(e.LineNumber ?? 0) + 1}, or nested too deep")));
        }
    }

    private static void Collect(JsonElement element, List<ExportObject> objects)
    {
        if (objects.Count == ExportLimits.MaxObjects)
            throw new ExportException(ExportProblem.TooLarge("objects"));
        if (element.ValueKind == JsonValueKind.Array || TryUnwrap(element, out element))
            foreach (JsonElement item in element.EnumerateArray())
                Collect(item, objects);
        else if (element.ValueKind == JsonValueKind.Object)
            objects.Add(ObjectOf(element));
    }

    private static bool TryUnwrap(JsonElement element, out JsonElement array)
    {
        array = element;
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("value", out JsonElement value) || value.ValueKind != JsonValueKind.Array)
            return false;
        array = value;
        return true;
    }

    private static ExportObject ObjectOf(JsonElement element)
    {
        var made = new ExportObject();
        foreach (JsonProperty property in element.EnumerateObject())
            made.Add(NameOf(property), ValueOf(property.Value));
        return made;
    }

    private static ExportValue ValueOf(JsonElement element)
    {
        if (TryUnwrap(element, out JsonElement array) || array.ValueKind == JsonValueKind.Array)
            return IsBytes(array) ? ExportValue.Binary(BytesOf(array)) : ExportValue.OfList(array.EnumerateArray().Select(Single));
        return Single(element);
    }

    private static ExportValue Single(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => TextOf(element),
        JsonValueKind.Number => ExportValue.Of(element.GetRawText()),
        JsonValueKind.True => ExportValue.Of("True"),
        JsonValueKind.False => ExportValue.Of("False"),
        JsonValueKind.Null => ExportValue.Empty,
        JsonValueKind.Object => StandIn(element),
        _ => ExportValue.Lost(LossReason.Depth),
    };

    private static ExportValue StandIn(JsonElement element)
    {
        foreach (string name in _standIns)
            foreach (JsonProperty property in element.EnumerateObject())
                if (string.Equals(NameOf(property), name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.String)
                    return TextOf(property.Value);
        return ExportValue.Lost(LossReason.Depth);
    }

    // Half of a surrogate pair, written as an escape, is valid JSON and no text.
    private static ExportValue TextOf(JsonElement element)
    {
        try
        {
            return ExportValue.Of(element.GetString());
        }
        catch (InvalidOperationException)
        {
            return ExportValue.Lost(LossReason.Unreadable);
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    // RawData of a certificate: an array of numbers.
    private static bool IsBytes(JsonElement array) =>
        array.GetArrayLength() is > 64 and <= ExportLimits.MaxCertificateBytes && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetByte(out _));

    private static byte[] BytesOf(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetByte())];
}
