using System.Text.Json;

namespace LogAnalytics.Tests.Reports;

/// <summary>What SARIF 2.1.0 requires of the parts that we write (OASIS standard, sections 3.13 to 3.33).</summary>
internal static class SarifAssert
{
    private static readonly string[] _levels = ["none", "note", "warning", "error"];

    private static readonly string[] _states = ["new", "unchanged", "updated", "absent"];

    public static void IsValid(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        JsonElement run = Assert.Single(document.RootElement.GetProperty("runs").EnumerateArray());
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Assert.NotEmpty(driver.GetProperty("name").GetString()!);
        string[] rules = [.. driver.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!)];
        Assert.Equal(rules.Distinct(), rules);
        Assert.All(driver.GetProperty("rules").EnumerateArray(), rule => IsMessage(rule.GetProperty("shortDescription")));
        Assert.All(run.GetProperty("invocations").EnumerateArray(), invocation => Assert.True(invocation.GetProperty("executionSuccessful").GetBoolean()));
        string[] bases = [.. run.GetProperty("originalUriBaseIds").EnumerateObject().Select(property => property.Name)];
        foreach (JsonElement result in run.GetProperty("results").EnumerateArray())
        {
            IsMessage(result.GetProperty("message"));
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]);
            Assert.Contains(result.GetProperty("level").GetString(), _levels);
            if (result.TryGetProperty("baselineState", out JsonElement state))
                Assert.Contains(state.GetString(), _states);
            Assert.NotEmpty(result.GetProperty("partialFingerprints").EnumerateObject());
            foreach (JsonElement location in Locations(result))
                IsLocation(location, bases);
        }
    }

    private static IEnumerable<JsonElement> Locations(JsonElement result) =>
        result.GetProperty("locations").EnumerateArray().Concat(result.TryGetProperty("relatedLocations", out JsonElement related) ? related.EnumerateArray() : []);

    private static void IsLocation(JsonElement location, string[] bases)
    {
        if (location.TryGetProperty("message", out JsonElement message))
            IsMessage(message);
        if (!location.TryGetProperty("physicalLocation", out JsonElement place))
            return;
        JsonElement artifact = place.GetProperty("artifactLocation");
        // A URI reference without a scheme: the base says where it is.
        Assert.True(Uri.TryCreate(artifact.GetProperty("uri").GetString(), UriKind.Relative, out _));
        Assert.Matches("^[A-Za-z0-9._~%/-]*$", artifact.GetProperty("uri").GetString());
        Assert.Contains(artifact.GetProperty("uriBaseId").GetString(), bases);
        Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt64() >= 1);
    }

    private static void IsMessage(JsonElement message) => Assert.Equal(JsonValueKind.String, message.GetProperty("text").ValueKind);
}
