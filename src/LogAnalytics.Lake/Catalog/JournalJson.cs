using System.Text.Json.Serialization;

namespace LogAnalytics.Lake.Catalog;

/// <summary>JSON on one line, for history that grows by rows.</summary>
[JsonSourceGenerationOptions(WriteIndented = false, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(UnreadSpan))]
public sealed partial class JournalJson : JsonSerializerContext;
