using LogAnalytics.Cli.Settings;
using LogAnalytics.Inputs;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Settings;

public sealed class SettingsFileTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Keys_keep_their_section_line_and_values()
    {
        SettingsFile file = Read("""
            {
              // a remark
              "$schema": "settings.schema.json",
              "threads": 4,
              "quiet": true,
              "kernel": { "execute": {
                "lake": "lake" } },
              "run": { "format": ["sarif", "timesketch"], },
            }
            """);

        Assert.Equal(
            ["threads 4 Value 4", "quiet 5 Flag true", "kernel.execute.lake 7 Value lake", "run.format 8 List sarif,timesketch"],
            file.Settings.Select(setting => $"{setting.FullKey} {setting.Line} {setting.Kind} {string.Join(',', setting.Values)}"));
        Assert.Equal([("kernel", 6), ("kernel execute", 6), ("run", 8)], file.Sections);
    }

    [Theory]
    [InlineData("", 1, "no JSON")]
    [InlineData("[]", 1, "a settings file is a JSON object")]
    [InlineData("{\n \"lake\": \"a\",\n \"lake\": \"b\"\n}", 3, "'lake' stands here twice")]
    [InlineData("{\n \"lake\": null }", 2, "'lake' has no value")]
    [InlineData("{\n\n \"exports\": [\"a\",\n true] }", 4, "'exports' is a list of texts")]
    [InlineData("{\n \"lake\" \"a\" }", 2, "no JSON")]
    [InlineData("{ \"lake\": \"a\" }\n{}", 2, "no JSON")]
    public void What_is_wrong_is_said_with_its_line(string text, int line, string message)
    {
        InputException e = Assert.Throws<InputException>(() => Read(text));

        Assert.Contains($"settings.json:{line}: ", e.Message);
        Assert.Contains(message, e.Message);
    }

    [Fact]
    public void Text_that_is_no_UTF8_is_an_error_and_a_byte_order_mark_is_none()
    {
        string path = _workspace.PathOf("settings.json");
        File.WriteAllBytes(path, [.. "{ \"lake\": \""u8, 0xff, .. "\" }"u8]);
        Assert.Contains("settings.json:1: ", Assert.Throws<InputException>(() => SettingsFile.Read(path)).Message);
        File.WriteAllBytes(path, [0xef, 0xbb, 0xbf, .. "{ \"lake\": \"a\" }"u8]);

        Assert.Equal(["a"], SettingsFile.Read(path).Settings.Single().Values);
    }

    private SettingsFile Read(string text) => SettingsFile.Read(_workspace.Write("settings.json", text));
}
