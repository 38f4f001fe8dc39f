using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LogAnalytics.Inputs.Planning;

namespace LogAnalytics.Lake.Sharding;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ShardPlan))]
[JsonSerializable(typeof(PlannedInput))]
[JsonSerializable(typeof(ShardResult))]
[JsonSerializable(typeof(PartialResult))]
public sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>Names in any script as they are: the file is for people too, and is no part of a web page.</summary>
    public static PlanJson Readable { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
