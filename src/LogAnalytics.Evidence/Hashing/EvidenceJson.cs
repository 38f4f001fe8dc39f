using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogAnalytics.Evidence.Hashing;

/// <summary>The manifest for people and tools; entries of the run log on one line each. ASCII only, snake_case.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NewLine = "\n")]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class EvidenceJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunLogEntry))]
internal sealed partial class EvidenceLineJson : JsonSerializerContext;
