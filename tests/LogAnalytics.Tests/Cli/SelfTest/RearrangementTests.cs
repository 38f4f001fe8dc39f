using System.Text;
using LogAnalytics.Cli.SelfTest;
using LogAnalytics.Inputs;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.SendLogs;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.SelfTest;

/// <summary>What the self-test makes of a log holds the same lines.</summary>
public sealed class RearrangementTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    public void Dispose() => _workspace.Dispose();

    [Theory, MemberData(nameof(Seeds))]
    public void Read_gives_every_byte_and_cuts_at_line_ends_alone(int seed)
    {
        Random random = new(seed);
        byte[] log = new byte[random.Next(5_000)];
        for (int i = 0; i < log.Length; i++)
            log[i] = "\n\r#,a"u8[random.Next(5)];

        LogLine[] lines = [.. LogLine.Read(new TrickleStream(log, seed, 300))];

        Assert.Equal(Convert.ToHexString(log), Convert.ToHexString([.. lines.SelectMany(line => line.Bytes)]));
        Assert.All(lines, line => Assert.Equal(line.IsWhole ? line.Bytes.Length - 1 : -1, Array.IndexOf(line.Bytes, (byte)'\n')));
        Assert.All(lines[..Math.Max(0, lines.Length - 1)], line => Assert.True(line.IsWhole));
    }

    [Fact]
    public void Read_gives_a_line_of_three_megabytes_in_pieces_none_of_them_whole()
    {
        byte[] log = [.. "a\n"u8, .. Enumerable.Repeat((byte)'x', 3 << 20), .. "\nb\n"u8];

        LogLine[] lines = [.. LogLine.Read(new MemoryStream(log))];

        Assert.Equal(log.Length, lines.Sum(line => line.Bytes.Length));
        Assert.Equal(["a\n", "b\n"], lines.Where(line => line.IsWhole).Select(line => Encoding.UTF8.GetString(line.Bytes)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Split_pieces_in_order_are_the_log(int seed)
    {
        InputFile log = SomeLog(seed);

        string[] pieces = Pieces(new LineSplit(repeatsHeader: false), log, seed);
        string[] withHeader = Pieces(new LineSplit(repeatsHeader: true), log, seed);

        Assert.Equal(File.ReadAllText(log.DiskPath, Encoding.Latin1), string.Concat(pieces));
        Assert.True(pieces.Length > 1);
        // The same cuts: the header is all that later pieces have more.
        Assert.Equal(pieces, withHeader.Zip(pieces, (piece, bare) => piece[^bare.Length..]));
        Assert.All(withHeader[1..], piece => Assert.StartsWith("#Software", piece, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Overlapping_pieces_hold_every_line_in_order_and_some_twice(int seed)
    {
        InputFile log = SomeLog(seed);

        string[] pieces = Pieces(new LineSplit(repeatsHeader: true, mostShared: 5), log, seed);

        string[] lines = Lines(File.ReadAllText(log.DiskPath, Encoding.Latin1));
        Assert.All(lines, line => Assert.Contains(pieces, piece => piece.Contains(line, StringComparison.Ordinal)));
        Assert.InRange(pieces.Sum(piece => Lines(piece).Length), lines.Length + (5 * (pieces.Length - 1)), lines.Length + (10 * (pieces.Length - 1)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Duplicates_are_whole_lines_of_the_log(int seed)
    {
        InputFile log = SomeLog(seed, tail: "2026-03-10T23");

        string[] pieces = Pieces(new LogDuplicates(), log, seed);

        string text = File.ReadAllText(log.DiskPath, Encoding.Latin1);
        Assert.InRange(pieces.Length, 1, 2);
        Assert.Contains(text, pieces);
        if (pieces.Length == 2)
            Assert.Contains(text[..(text.LastIndexOf('\n') + 1)], pieces);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Shuffled_holds_the_same_lines_out_of_order(int seed)
    {
        InputFile log = SomeLog(seed);

        string shuffled = Assert.Single(Pieces(new LineShuffle(), log, seed));

        string[] lines = Lines(File.ReadAllText(log.DiskPath, Encoding.Latin1));
        Assert.Equal(lines.Order(StringComparer.Ordinal), Lines(shuffled).Order(StringComparer.Ordinal));
        Assert.NotEqual(lines, Lines(shuffled));
        Assert.Equal(lines[..5], Lines(shuffled)[..5]);
    }

    [Fact]
    public void Shuffled_keeps_the_order_of_rows_that_only_their_order_tells_apart()
    {
        DateTime time = new(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc);
        string[] masked = [.. Enumerable.Range(0, 50).Select(i => LogRows.Row(time, "0000000000000000", i % 5, "<", $"{i}"))];
        string[] twice = [.. Enumerable.Range(0, 50).Select(i => LogRows.Row(time, "08DE000000000001", i % 25, "<", $"{i}"))];
        string[] usual = [.. Enumerable.Range(0, 50).Select(i => LogRows.Row(time, "08DE000000000002", i, "<", $"{i}"))];

        string[] shuffled = [.. LineShuffle.Shuffled([.. masked.Concat(twice).Concat(usual).Select(Encoding.Latin1.GetBytes)], new Random(1)).Select(Encoding.Latin1.GetString)];

        Assert.Equal(masked, shuffled.Where(masked.Contains));
        Assert.Equal(twice, shuffled.Where(twice.Contains));
        Assert.NotEqual(usual, shuffled.Where(usual.Contains));
        Assert.Equal(150, shuffled.Length);
    }

    private InputFile SomeLog(int seed, string tail = "")
    {
        DateTime start = new(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc);
        Random random = new(seed);
        string text = LogRows.Header + string.Concat(Enumerable.Range(1, 20).SelectMany(i => LogRows.Session($"08DE{i:X12}", start.AddSeconds(random.Next(3_000)), TimeSpan.FromSeconds(1)))) + tail;
        _workspace.Write("logs/EX01/SEND2026031000-1.LOG", text);
        return Assert.Single(LakeHelper.List(_workspace.Logs).Files);
    }

    private string[] Pieces(IRearrangement rearrangement, InputFile log, int seed)
    {
        string folder = Directory.CreateDirectory(_workspace.PathOf(Guid.NewGuid().ToString("N"))).FullName;
        PieceFolder pieces = new(folder);
        pieces.Begin(log);
        rearrangement.Write(log, pieces, new Random(seed));
        return [.. pieces.Pieces.Select(piece => File.ReadAllText(piece.DiskPath, Encoding.Latin1))];
    }

    private static string[] Lines(string text) => [.. text.Split('\n')[..^1].Select(line => line + "\n")];
}
