using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Rules;

/// <summary>docs/rules.md, step by step as a user takes them: shell, files, and what is printed.</summary>
public sealed partial class RulesDocumentTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Steps_of_the_document_end_with_a_rule_that_runs_in_an_analysis()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _workspace.Copy(Repository.DataSamples("one-server-differs"), "data-samples/one-server-differs");
        Directory.CreateSymbolicLink(_workspace.PathOf("loganalytics"), Tool.Executable);
        string said = "";
        MatchCollection steps = Step().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/rules.md")).ReplaceLineEndings("\n"));
        foreach (Match step in steps)
        {
            string text = step.Groups["text"].Value;
            switch (step.Groups["kind"].Value)
            {
                case "sql":
                    _workspace.Write(step.Groups["file"].Value, text);
                    break;
                case "sh":
                    said = await RunAsync(text);
                    break;
                default:
                    Assert.All(text.TrimEnd().Split('\n'), line => Assert.Contains(line, said, StringComparison.Ordinal));
                    break;
            }
        }

        Assert.Equal(["sh", "sql", "sh", "sh", "text", "sh", "text", "sh", "text"], steps.Select(step => step.Groups["kind"].Value));
        JsonNode findings = JsonNode.Parse(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")))!;
        Assert.Contains(findings["observations"]!.AsArray(), seen => (string?)seen!["kind"] == "self_signed_certificate");
    }

    private async Task<string> RunAsync(string script)
    {
        using Process process = Tool.Run("bash", "-c", $"set -euo pipefail; exec 2>&1; cd '{_workspace.Root}'; PATH=$PWD:$PATH\n{script}");
        process.StandardInput.Close();
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{script}\n{said}");
        return said;
    }

    // A block, and the file that the sentence before it names.
    [GeneratedRegex("(?:into `(?<file>[^`]+)`:\n\n)?^```(?<kind>sh|sql|text)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
