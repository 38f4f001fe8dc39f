using System.Text.Json.Nodes;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Where two documents begin to differ.</summary>
internal static class JsonDifference
{
    /// <param name="ignored">Names of properties that may differ.</param>
    /// <returns>Path and both values; null where the documents are equal. Elements of a list are named by their <c>id</c> if they have one.</returns>
    public static string? First(JsonNode? a, JsonNode? b, IReadOnlySet<string> ignored, string path = "")
    {
        if (a is JsonObject first && b is JsonObject second)
        {
            foreach (string name in first.Select(property => property.Key).Union(second.Select(property => property.Key)).Where(name => !ignored.Contains(name)))
            {
                if (First(first[name], second[name], ignored, path.Length == 0 ? name : $"{path}.{name}") is { } difference)
                    return difference;
            }

            return null;
        }

        if (a is JsonArray list && b is JsonArray other)
        {
            for (int i = 0; i < Math.Max(list.Count, other.Count); i++)
            {
                (JsonNode? left, JsonNode? right) = (i < list.Count ? list[i] : null, i < other.Count ? other[i] : null);
                string name = Id(left) ?? Id(right) ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                if (First(left, right, ignored, $"{path}[{name}]") is { } difference)
                    return difference;
            }

            return null;
        }

        return JsonNode.DeepEquals(a, b) ? null : $"{path}: {Show(a)} became {Show(b)}";
    }

    private static string? Id(JsonNode? node) => (node as JsonObject)?["id"]?.ToString();

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "nothing";
}
