using System.Text;
using LogAnalytics.Evidence;
using LogAnalytics.Evidence.Hashing;

namespace LogAnalytics.Tests.Evidence;

/// <summary>A chain of five runs, and everything that can be done to it.</summary>
public class RunLogTests
{
    private readonly byte[] _log = Enumerable.Range(1, 5).Aggregate(Array.Empty<byte>(), (log, i) => RunLog.Append(log, Entry(i)));

    [Fact]
    public void Check_finds_nothing_in_a_whole_chain()
    {
        Assert.Empty(RunLog.Check(_log));
        Assert.Equal(5, RunLog.Last(_log)!.Number);
        Assert.Equal(Sha256Text.Of(Encoding.UTF8.GetBytes(Lines()[4])), RunLog.Head(_log));
    }

    // As a person would with sed and sha256sum.
    [Fact]
    public void Each_entry_holds_the_hash_of_the_line_before()
    {
        string[] lines = Lines();
        for (int i = 1; i < lines.Length; i++)
            Assert.Contains($"\"previous\":\"{Sha256Text.Of(Encoding.UTF8.GetBytes(lines[i - 1]))}\"", lines[i]);
        Assert.Contains($"\"previous\":\"{Sha256Text.Zero}\"", lines[0]);
    }

    [Fact]
    public void Check_names_an_altered_entry_by_the_one_that_follows()
    {
        string[] lines = Lines();
        lines[1] = lines[1].Replace("\"exit_code\":2", "\"exit_code\":0", StringComparison.Ordinal);

        Assert.Equal(["entry 3 does not follow the entry before it, which was altered or taken out"], RunLog.Check(Join(lines)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Check_notices_a_removed_entry(int removed) =>
        Assert.NotEmpty(RunLog.Check(Join([.. Lines().Where((_, i) => i != removed)])));

    [Fact]
    public void Removed_last_entry_changes_the_head()
    {
        byte[] shorter = Join(Lines()[..4]);

        Assert.Empty(RunLog.Check(shorter));
        Assert.NotEqual(RunLog.Head(_log), RunLog.Head(shorter));
    }

    [Fact]
    public void Every_flipped_byte_changes_the_chain_or_its_head()
    {
        for (int i = 0; i < _log.Length; i++)
        {
            byte[] altered = [.. _log];
            altered[i] ^= 4;
            Assert.True(RunLog.Check(altered).Count > 0 || RunLog.Head(altered) != RunLog.Head(_log), $"byte {i}");
        }
    }

    [Fact]
    public void Append_goes_on_behind_a_line_that_was_cut_off()
    {
        byte[] longer = RunLog.Append(_log.AsSpan(0, _log.Length - 20), Entry(6));

        Assert.Equal(6, RunLog.Last(longer)!.Number);
        Assert.Equal(["entry 5 cannot be read"], RunLog.Check(longer));
    }

    private string[] Lines() => [.. Encoding.UTF8.GetString(_log).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line + "\n")];

    private static byte[] Join(string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines));

    private static RunLogEntry Entry(int number) => new()
    {
        Time = $"2026-03-1{number}T06:00:00.000Z",
        CommandLine = ["run", "logs"],
        Version = "1",
        LakeSha256 = Sha256Text.Zero,
        ExitCode = number,
    };
}
