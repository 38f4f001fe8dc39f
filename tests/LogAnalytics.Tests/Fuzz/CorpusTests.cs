using LogAnalytics.Fuzz;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Fuzz;

/// <summary>Replays every input of the fuzzing corpus, findings of the past among them, through every target, without a fuzzer.</summary>
public class CorpusTests
{
    private const long MostCorpusBytes = 300_000;

    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "LogAnalytics.Fuzz", "Corpus");

    public static TheoryData<string> TargetNames => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(TargetNames))]
    public void Run_holds_for_the_whole_corpus(string name)
    {
        IFuzzTarget target = FuzzTargets.All.Single(target => target.Name == name);
        string[] inputs = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(inputs);
        Assert.All(inputs, input => Assert.Null(Minimiser.FindingOf(target, File.ReadAllBytes(input))));
    }

    [Fact]
    public void Corpus_has_a_folder_for_each_target_and_no_other() =>
        Assert.Equal(FuzzTargets.All.Select(target => target.Name).Order(), Directory.GetDirectories(_folder).Select(Path.GetFileName).Order());

    [Fact]
    public void Corpus_stays_small() =>
        Assert.InRange(new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 1, MostCorpusBytes);

    // A target that finds nothing must be known to find something.
    [Fact]
    public void Minimise_keeps_only_what_breaks_the_rule()
    {
        byte[] input = [.. "2026-03-12T06:15:13.482Z,c,s,0,,r,*,,\n"u8, (byte)'!', .. "250 ok\n"u8];
        Assert.IsType<MismatchException>(Minimiser.FindingOf(new NoExclamationTarget(), input));
        Assert.Equal("!"u8.ToArray(), Minimiser.Minimise(new NoExclamationTarget(), input));
    }

    private sealed class NoExclamationTarget : IFuzzTarget
    {
        public string Name => "none";

        public void Run(byte[] input) => Check.That(!input.Contains((byte)'!'), "no exclamation mark");
    }
}
