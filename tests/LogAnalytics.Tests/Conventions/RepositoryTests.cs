using System.Diagnostics;
using System.Text.RegularExpressions;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Conventions;

/// <summary>What holds for every file of the checkout.</summary>
public class RepositoryTests
{
    private const long MostSampleBytes = 3_000_000;

    // In parts, so that this file is not its own finding.
    private static readonly string[] _machinePaths = ["/ho" + "me/", "/ro" + "ot/", "/tm" + "p/", "/wo" + "rk/", "C:" + "\\Users\\", "/Us" + "ers/"];
    private static readonly string[] _registryHosts = ["nuget" + ".org", "pypi" + ".org", "npmjs" + ".org", "pythonhosted" + ".org", "crates" + ".io"];

    private static readonly Regex _finding = new(
        @"(?<![\w.}])(?:" + string.Join('|', _machinePaths.Select(Regex.Escape)) + ")|" + string.Join('|', _registryHosts.Select(Regex.Escape)));

    [Fact]
    public void Finding_hits_paths_and_hosts_and_leaves_relative_paths()
    {
        Assert.All(_machinePaths, path => Assert.Matches(_finding, $"see {path}someone/file"));
        Assert.All(_registryHosts, host => Assert.Matches(_finding, $"https://api.{host}/v3"));
        Assert.DoesNotMatch(_finding, "{repo}/ho" + "me/x, src/" + "tmp/x and logs/EX01");
    }

    [Fact]
    public void Tracked_text_names_no_machine_path_and_no_package_registry()
    {
        List<string> findings = [];
        foreach (string path in TrackedFiles().Where(IsText))
        {
            string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, path));
            findings.AddRange(lines.Select((line, i) => (line, i)).Where(entry => _finding.IsMatch(entry.line)).Select(entry => $"{path}:{entry.i + 1}: {entry.line.Trim()}"));
        }

        Assert.Empty(findings);
    }

    [Fact]
    public void Data_samples_stay_under_three_megabytes()
    {
        long bytes = new DirectoryInfo(Path.Combine(Repository.Root, "data-samples")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

        Assert.InRange(bytes, 1, MostSampleBytes);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "LogAnalytics.sln")).Replace('\\', '/');
        string[] projects = [.. TrackedFiles().Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))];

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution));
    }

    // Git knows what is tracked; an unpacked archive has no repository, there every file outside the build output counts.
    private static IEnumerable<string> TrackedFiles()
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "ls-files", "-z"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string list = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            if (git.ExitCode == 0)
                return [.. list.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Path.Combine(Repository.Root, path)))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git on this machine.
        }

        return Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "artifacts" or "bin" or "obj" or ".git" or ".vs" or ".idea" or "TestResults"));
    }

    private static bool IsText(string path)
    {
        using FileStream stream = File.OpenRead(Path.Combine(Repository.Root, path));
        Span<byte> head = stackalloc byte[8000];
        return !head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)].Contains((byte)0);
    }
}
