using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Conventions;

/// <summary>The list of <c>.ci/mutants</c> keeps pace with the source: breaking all promises takes too long for every change, this does not.</summary>
public class MutantTests
{
    [Fact]
    public void Every_place_that_is_broken_is_there_once()
    {
        string[] blocks = File.ReadAllText(Path.Combine(Repository.Root, ".ci", "mutants.txt")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        string[][] mutants = [.. blocks.Select(block => block.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToArray()).Where(lines => lines.Length > 0)];

        Assert.True(mutants.Length > 50);
        Assert.Empty(mutants.Where(lines => Places(lines) != 1).Select(lines => $"{lines[0]} ({lines[1]})"));
    }

    private static int Places(string[] lines)
    {
        string old = string.Join('\n', lines.Where(line => line[0] == '-').Select(line => line[1..]));
        return File.ReadAllText(Path.Combine(Repository.Root, lines[1])).Split(old).Length - 1;
    }
}
