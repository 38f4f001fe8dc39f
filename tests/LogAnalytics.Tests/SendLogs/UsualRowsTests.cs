using LogAnalytics.Fuzz.Reading;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Tests.SendLogs;

/// <summary>Usual rows are read by an index, all other lines the strict way; both ways must make the same calls. A failure names its seed.</summary>
public class UsualRowsTests
{
    [Fact]
    public void Read_odd_logs_cut_anywhere_makes_the_calls_of_the_strict_way() => Compare(seeds: 6_000, mostLines: 30, mostBytes: 700, limit: 600);

    // Longer than a part of the block that is indexed at once, in Release as well.
    [Fact]
    public void Read_long_odd_logs_makes_the_calls_of_the_strict_way() => Compare(seeds: 60, mostLines: 3_000, mostBytes: 100_000, limit: SendLogReader.DefaultMaxLineBytes);

    [Fact]
    public void Read_rows_at_the_limit_makes_the_calls_of_the_strict_way()
    {
        foreach (string end in (string[])["\n", "\r\n"])
        {
            string row = "2026-03-12T06:15:13.482Z,c,s,1,l,r,<,220 ready,";
            byte[] log = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(row + end + row + "x" + end, 20)));
            for (int limit = row.Length - 2; limit < row.Length + 4; limit++)
                Assert.Equal(Calls(log, 1, 4_000, limit, isStrict: true), Calls(log, 1, 4_000, limit, isStrict: false));
        }
    }

    [Fact]
    public void Read_sink_that_breaks_off_leaves_the_account_of_the_strict_way()
    {
        byte[] log = OddLog.Of(5, 400);
        for (int rows = 0; rows < 40; rows++)
            Assert.Equal(AccountAfter(log, rows, isStrict: true), AccountAfter(log, rows, isStrict: false));
    }

    private static void Compare(int seeds, int mostLines, int mostBytes, int limit)
    {
        for (int seed = 0; seed < seeds; seed++)
        {
            byte[] log = OddLog.Of(seed, mostLines);
            if (Calls(log, seed, mostBytes, limit, isStrict: true) != Calls(log, seed, mostBytes, limit, isStrict: false))
            {
                Assert.Fail($"seed {seed}");
            }
        }
    }

    private static string Calls(byte[] log, int seed, int mostBytes, int limit, bool isStrict) =>
        ReaderCalls.Of(new TrickleStream(log, seed, mostBytes), tailMayGrow: seed % 2 == 0, limit, isStrict);

    private static string AccountAfter(byte[] log, int rows, bool isStrict)
    {
        SendLogReader reader = new(new BreakingSink(rows), SendLogReader.DefaultMaxLineBytes, isStrict);
        Assert.Throws<InvalidOperationException>(() => reader.Read(new MemoryStream(log), false, CancellationToken.None));
        return System.Text.Json.JsonSerializer.Serialize(reader.Account);
    }

    private sealed class BreakingSink(int rows) : ILogLineSink
    {
        private int _rows;

        public void OnRow(in SendLogRow row, LinePosition position)
        {
            if (_rows++ == rows)
                throw new InvalidOperationException();
        }

        public void OnReject(RejectReason reason, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
        {
        }

        public void OnKept(KeptKind kind, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
        {
        }
    }
}
