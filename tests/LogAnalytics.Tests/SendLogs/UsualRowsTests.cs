using System.Text;
using System.Text.Json;
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
            byte[] log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(row + end + row + "x" + end, 20)));
            for (int limit = row.Length - 2; limit < row.Length + 4; limit++)
                Assert.Equal(Calls(log, 1, 4_000, limit, isStrict: true), Calls(log, 1, 4_000, limit, isStrict: false));
        }
    }

    // Whatever the piece in which the row comes: it is the end of a long line.
    [Fact]
    public void Read_rest_of_a_long_line_that_looks_like_a_row_is_no_row()
    {
        const string row = "2026-03-12T06:15:13.482Z,c,s,1,l,r,<,220 ready,\r\n";
        byte[] log = Encoding.UTF8.GetBytes(row + new string('x', 3 * row.Length) + row + row);
        for (int mostBytes = 1; mostBytes <= log.Length; mostBytes++)
        {
            string calls = Calls(log, mostBytes, mostBytes, row.Length, isStrict: false);
            Assert.Equal(Calls(log, mostBytes, mostBytes, row.Length, isStrict: true), calls);
            Assert.Equal(2, calls.Split("\nrow").Length - 1);
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
                Assert.Fail($"seed {seed}");
        }
    }

    private static string Calls(byte[] log, int seed, int mostBytes, int limit, bool isStrict) =>
        ReaderCalls.Of(new TrickleStream(log, seed, mostBytes), tailMayGrow: seed % 2 == 0, limit, isStrict);

    private static string AccountAfter(byte[] log, int rows, bool isStrict)
    {
        SendLogReader reader = new(new BreakingSink(rows), SendLogReader.DefaultMaxLineBytes, isStrict);
        Assert.Throws<InvalidOperationException>(() => reader.Read(new MemoryStream(log), false, CancellationToken.None));
        return JsonSerializer.Serialize(reader.Account);
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
