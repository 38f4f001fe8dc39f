using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>
/// What the tool says, word for word: one folder per case under Golden, with args.txt (one argument a line), an optional setup.txt,
/// and the expected stdout.txt, stderr.txt and exit.txt. LOGANALYTICS_WRITE_GOLDEN=1 writes the expectations instead of comparing.
/// </summary>
[Collection(ConsoleCollection.Name)]
public sealed partial class GoldenTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public static TheoryData<string> Cases => [.. Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Repository.Root, "tests/LogAnalytics.Tests/Cli/Golden");

    public void Dispose() => _workspace.Dispose();

    [Theory, MemberData(nameof(Cases))]
    public async Task Command_says_what_is_expected(string name)
    {
        string folder = Path.Combine(Folder, name);
        string setup = Path.Combine(folder, "setup.txt");
        foreach (string step in File.Exists(setup) ? File.ReadAllLines(setup) : [])
            await SetUpAsync(step);

        CliResult result = await CliRunner.RunAsync([.. File.ReadAllLines(Path.Combine(folder, "args.txt")).Select(Fill)]);

        (string File, string Text)[] said =
        [
            ("exit.txt", result.ExitCode.ToString(CultureInfo.InvariantCulture) + "\n"),
            ("stderr.txt", Normal(result.Error)),
            ("stdout.txt", Normal(result.Out)),
        ];
        if (Environment.GetEnvironmentVariable("LOGANALYTICS_WRITE_GOLDEN") == "1")
        {
            foreach ((string file, string text) in said)
                File.WriteAllText(Path.Combine(folder, file), text);
        }

        foreach ((string file, string text) in said)
            Assert.Equal(File.ReadAllText(Path.Combine(folder, file)).ReplaceLineEndings("\n"), text);
    }

    // copy SOURCE TARGET, text TARGET CONTENT, cut TARGET BYTES, flip FOLDER (a bit of its first table with rows), tool ARGUMENT|ARGUMENT…
    private async Task SetUpAsync(string step)
    {
        string[] words = step.Split(' ', 3);
        switch (words[0])
        {
            case "copy":
                _workspace.Copy(Path.Combine(Repository.Root, words[1]), words[2]);
                break;
            case "text":
                _workspace.Write(words[1], words.Length > 2 ? Regex.Unescape(words[2]) : "");
                break;
            case "cut":
                using (FileStream file = File.OpenWrite(_workspace.PathOf(words[1])))
                    file.SetLength(file.Length - int.Parse(words[2], CultureInfo.InvariantCulture));
                break;
            case "flip":
                string table = Directory.EnumerateFiles(_workspace.PathOf(words[1]), "part-*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
                byte[] bytes = File.ReadAllBytes(table);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(table, bytes);
                break;
            case "tool":
                await CliRunner.RunAsync([.. step[5..].Split('|').Select(Fill)]);
                break;
            default:
                throw new InvalidDataException($"Unknown step '{step}'.");
        }
    }

    private string Fill(string argument) => argument.Replace("{tmp}", _workspace.Root, StringComparison.Ordinal).Replace("{repo}", Repository.Root, StringComparison.Ordinal);

    // What differs from machine to machine: folders, the name of the process, its cores, the time.
    private string Normal(string text)
    {
        string named = text.ReplaceLineEndings("\n")
            .Replace(_workspace.Root, "{tmp}", StringComparison.Ordinal)
            .Replace(Repository.Root, "{repo}", StringComparison.Ordinal)
            .Replace(RootCommand.ExecutableName + " ", "loganalytics ", StringComparison.Ordinal);
        return WhenAnalyzed().Replace(Cores().Replace(named, "default: all cores. [default: N]"), "{time}");
    }

    [GeneratedRegex(@"default: all cores\. \[default: \d+\]")]
    private static partial Regex Cores();

    [GeneratedRegex(@"(?<=since the analysis of )\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ")]
    private static partial Regex WhenAnalyzed();
}
