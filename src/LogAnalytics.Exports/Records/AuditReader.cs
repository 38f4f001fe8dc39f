using System.Text.Json;

namespace LogAnalytics.Exports;

/// <summary>Audit records: who ran which cmdlet, when. On premises (Search-AdminAuditLog) and of the tenant (unified audit log).</summary>
internal static class AuditReader
{
    private const int LongestText = 200;

    /// <summary>Null where the record is of a failed cmdlet, or of one that does not touch attribution.</summary>
    public static ConfigurationChange? ReadAdmin(ExportObject made, string source, LossTally losses)
    {
        string? cmdlet = made["CmdletName"].Text;
        if (cmdlet is null || Cmdlets.ChangeOf(cmdlet) is not { } kind || IsFalse(made["Succeeded"]))
            return null;
        if (losses.Time(ObjectKind.AdminAudit, "RunDate", made["RunDate"], isUtc: false) is not { } time)
            return null;
        string? target = Last(made["ObjectModified"].Text);
        return Make(kind, time.Time, cmdlet, target, null, made["Caller"].Text, source) with
        {
            Text = time.IsUtc ? TextOf(cmdlet, target, null) : TextOf(cmdlet, target, null) + " (time zone not told, taken as UTC)",
        };
    }

    /// <summary>The JSON text of <c>AuditData</c> holds more than the columns around it.</summary>
    public static ConfigurationChange? ReadUnified(ExportObject made, string source, LossTally losses)
    {
        string? json = made["AuditData"].Text;
        ExportObject record = json is null ? made : JsonExport.TryReadObject(json) ?? made;
        if (json is not null && record == made)
            losses.Add(ObjectKind.UnifiedAudit, "AuditData", LossReason.Unreadable);
        string? cmdlet = First(record["Operation"], made["Operation"], made["Operations"]);
        if (cmdlet is null || Cmdlets.ChangeOf(cmdlet) is not { } kind || IsFalse(record["ResultStatus"]))
            return null;
        // CreationTime and CreationDate are UTC, with or without a Z.
        string column = record["CreationTime"].IsGiven ? "CreationTime" : "CreationDate";
        ExportValue value = record[column].IsGiven ? record[column] : made["CreationDate"];
        if (losses.Time(ObjectKind.UnifiedAudit, column, value, isUtc: true) is not { } time)
            return null;
        string? by = First(record["UserId"], made["UserId"], made["UserIds"]);
        return Make(kind, time.Time, cmdlet, Last(record["ObjectId"].Text), ParametersOf(json), by, source);
    }

    private static ConfigurationChange Make(ChangeKind kind, DateTime time, string cmdlet, string? target, string? parameters, string? by, string source) =>
        new(kind, time, TextOf(cmdlet, target, parameters), by, target, source);

    private static string TextOf(string cmdlet, string? target, string? parameters)
    {
        string text = cmdlet + (target is null ? "" : $" '{target}'") + parameters;
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }

    // "Parameters":[{"Name":"Identity","Value":"x"},{"Name":"Enabled","Value":"False"}]
    private static string? ParametersOf(string? json)
    {
        if (json is null)
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = ExportLimits.MaxDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("Parameters", out JsonElement parameters) || parameters.ValueKind != JsonValueKind.Array)
                return null;
            return string.Concat(parameters.EnumerateArray().Take(10).Select(parameter => (Name: Text(parameter, "Name"), Value: Text(parameter, "Value")))
                .Where(parameter => parameter.Name is not (null or "Identity")).Select(parameter => $" -{parameter.Name} {parameter.Value}"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? First(params ReadOnlySpan<ExportValue> values)
    {
        foreach (ExportValue value in values)
            if (value.Text is { } text)
                return text;
        return null;
    }

    // contoso.onmicrosoft.com\Inbound from contoso
    private static string? Last(string? path) => path?[(path.LastIndexOfAny(['\\', '/']) + 1)..];

    private static bool IsFalse(ExportValue value) => value.Text is { } text && text.Equals("False", StringComparison.OrdinalIgnoreCase);
}
