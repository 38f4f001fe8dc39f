using System.Text;
using CsCheck;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Tests.SendLogs;

public class SendLogReaderTests
{
    private static readonly string[] _pieces =
    [
        LogWriter.Header, "\r\n", "\n", " \t\n", "\0\0\0\0", "#", "\r", "\"", ",", "x", "\uFEFF",
        "2026-03-12T06:15:13.482Z,Outbound,08DE7A0000000001,0,,198.51.100.25:25,*,,attempting to connect\r\n",
        "2026-03-12T06:15:13.482Z,Outbound,08DE7A0000000001,1,192.0.2.1:1,198.51.100.25:25,<,\"220 host, ready\",\n",
        "2026-03-12T06:15:13.482Z,Outbound,08DE7A0000000001,2,192.0.2.1:1,198.51.100.25:25,>,\"open\n",
        "2026-03-12T06:15:13.482Z,Outbound,08DE7A0000000001,3,192.0.2.1:1,198.51.100.25:25,>,RCPT TO:<" + new string('a', 400) + "@fabrikam.com>,\n",
    ];

    private static readonly Gen<byte[]> _logs = Gen.OneOf(_pieces).Array[0, 30].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    private static readonly Gen<byte[]> _oddRows = Gen.Select(
        Gen.OneOf("2026-03-12T06:15:13.482Z", "\"2026-03-12T06:15:13.482Z\"", "\"2026-03-12T06:15:13.482Z,O,1,0,,,*,,\""),
        Gen.OneOf("0", "007", "+1", "\"5\"", "12"),
        Gen.OneOf("a", "\"a\"", "\"a,b\"", "\"a\"\"b\"", "\"a\"b", "a\"b", "\"\"", " \"a\""),
        Gen.OneOf("\n", "\r\n", "\r", "\n\n", "\r\r\n"))
        .Select((time, number, text, end) => $"{time},{text},08DE7A0000000001,{number},{text},,*,{text},{text}{end}")
        .Array[0, 12].Select(rows => Encoding.UTF8.GetBytes(string.Concat(rows)));

    [Fact]
    public void Read_stream_cut_anywhere_gives_the_same() =>
        Gen.Select(_logs, Gen.Int[1, 700], Gen.Int, Gen.Bool).Sample(
            (bytes, most, seed, grows) => Assert.Equal(
                Reading.Of(bytes, tailMayGrow: grows, maxLineBytes: 600).Fingerprint(),
                Reading.Of(new TrickleStream(bytes, seed, most), tailMayGrow: grows, maxLineBytes: 600).Fingerprint()),
            iter: 1_000);

    [Fact]
    public void Read_account_balances_on_any_input() =>
        Gen.Select(Gen.OneOf(_logs, Gen.Byte.Array[0, 2_000], Gen.OneOf((byte)'\n', (byte)'#', (byte)',', (byte)0).Array[0, 300]), Gen.Bool).Sample(
            (bytes, grows) =>
            {
                Reading reading = Reading.Of(bytes, tailMayGrow: grows, maxLineBytes: 300);
                FileAccount account = reading.Account;
                if (reading.Reader.RefusedBecause is not null)
                    return;
                Assert.True(account.Balances);
                Assert.Equal(bytes.Length, account.Bytes);
                int ends = bytes.Count(b => b == (byte)'\n');
                bool tail = bytes.Length > 0 && !bytes.AsSpan().SequenceEqual("\uFEFF"u8) && bytes[^1] != (byte)'\n' && account.PendingBytes == 0;
                Assert.Equal(ends + (tail ? 1 : 0), account.Lines);
                Assert.Equal((account.EventLines, account.RejectedLines), (reading.Rows.Count, reading.Rejects.Count));
            },
            iter: 4_000);

    [Fact]
    public void Read_gives_every_byte_of_the_file_back() =>
        Gen.Select(Gen.OneOf(_logs, Gen.Byte.Array[0, 2_000], _oddRows), Gen.Bool, Gen.Int[20, 700]).Sample(
            (bytes, grows, most) =>
            {
                Reading reading = Reading.Of(bytes, tailMayGrow: grows, maxLineBytes: most);
                if (reading.Reader.RefusedBecause is null)
                    Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(reading.WrittenAgain()));
            },
            iter: 6_000);

    [Theory]
    [InlineData("0,192.0.2.1:1,198.51.100.25:25,<,\"220 host, \"\"ready\"\"\",", false)]
    [InlineData("0,192.0.2.1:1,198.51.100.25:25,<,220 host,", false)]
    [InlineData("007,192.0.2.1:1,198.51.100.25:25,<,220 host,", true)]
    [InlineData("0,192.0.2.1:1,198.51.100.25:25,<,\"220 host\",", true)]
    [InlineData("0,192.0.2.1:1,198.51.100.25:25,<,\"220 ho\"st,", true)]
    [InlineData("0,192.0.2.1:1,198.51.100.25:25,<,22\"0 host,", true)]
    [InlineData("\"0\",192.0.2.1:1,198.51.100.25:25,<,220 host,", true)]
    public void Read_keeps_the_bytes_of_a_row_that_is_oddly_spelled(string rest, bool isOdd)
    {
        Reading reading = Reading.Of($"2026-03-12T06:15:13.482Z,Outbound,08DE7A0000000001,{rest}\r\n");

        Assert.Single(reading.Rows);
        Assert.Equal(isOdd, reading.Kept.Any(kept => kept.Kind == KeptKind.OddRow));
    }

    [Fact]
    public void Read_keeps_the_bytes_of_a_row_with_another_line_end()
    {
        string row = "2026-03-12T06:15:13.482Z,Outbound,08DE7A0000000001,0,192.0.2.1:1,198.51.100.25:25,<,220 host,";
        Reading reading = Reading.Of($"{row}\r\n{row}\n{row}\r\n{row}");

        Assert.Equal([2L, 4L], reading.Kept.Where(kept => kept.Kind == KeptKind.OddRow).Select(kept => kept.Place.LineNumber));
    }

    [Fact]
    public void Read_positions_point_at_the_lines()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("\uFEFF" + new LogWriter().Open().Quit().Text + "\n junk\n");
        Reading reading = Reading.Of(bytes);
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.All(reading.Rows, row => Assert.Equal(Line(bytes, row.ByteOffset), lines[row.LineNumber - 1]));
        Assert.Equal(" junk", Line(bytes, Assert.Single(reading.Rejects).Place.ByteOffset));
    }

    [Fact]
    public void Read_blank_lines_and_nul_tail_are_counted_apart()
    {
        Reading reading = Reading.Of(new LogWriter().Connect().Text + "\r\n  \r\n\n" + new string('\0', 4096));
        Assert.Equal((3, 4, 1), (reading.Account.BlankLines, reading.Account.EventLines, reading.Account.RejectedLines));
        Assert.Equal(RejectReason.NulBytes, reading.Rejects[0].Reason);
        Assert.True(reading.Account.Balances);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_unfinished_tail_is_pending_while_the_file_may_grow(bool mayGrow)
    {
        string text = new LogWriter().Connect().Text;
        Reading reading = Reading.Of(text[..^10], tailMayGrow: mayGrow);
        Assert.Equal(mayGrow ? 3 : 4, reading.Account.Lines - 5);
        Assert.Equal(mayGrow, reading.Account.PendingBytes > 0);
        Assert.True(reading.Account.Balances);
    }

    [Fact]
    public void Read_whole_row_without_line_end_is_taken_from_a_finished_file() =>
        Assert.Equal(4, Reading.Of(new LogWriter().Connect().Text.TrimEnd()).Rows.Count);

    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(1_001, 1)]
    [InlineData(1_002, 1)]
    [InlineData(3_000_000, 1)]
    public void Read_line_over_the_limit_is_rejected_and_the_next_is_read(int length, int rejected)
    {
        string row = "2026-03-12T06:15:13.482Z,Outbound,08DE7A0000000001,0,,198.51.100.25:25,*,,";
        Reading reading = Reading.Of(Encoding.UTF8.GetBytes(row.PadRight(length, 'x') + "\r\n" + row + "\r\n"), maxLineBytes: 1_000);
        Assert.Equal((2 - rejected, rejected), (reading.Rows.Count, reading.Rejects.Count));
        Assert.All(reading.Rejects, reject => Assert.Equal((RejectReason.LineTooLong, 1L), (reject.Reason, reject.Place.LineNumber)));
        Assert.Equal((2, length + 2), (reading.Rows[^1].LineNumber, reading.Rows[^1].ByteOffset));
        Assert.True(reading.Account.Balances);
    }

    [Fact]
    public void Read_first_and_last_time_are_those_of_the_rows_in_any_order()
    {
        IReadOnlyList<string> lines = new LogWriter().Connect().Lines;
        FileAccount account = Reading.Of(string.Join('\n', lines.Reverse())).Account;
        Assert.Equal(21_000, account.LastTimeMicros - account.FirstTimeMicros);
    }

    [Fact]
    public void Read_empty_file_gives_nothing_and_balances() => Assert.True(Reading.Of([]).Account is { Lines: 0, Balances: true });

    [Fact]
    public void Read_cancelled_stops() =>
        Assert.Throws<OperationCanceledException>(() =>
            Reading.Of([]).Reader.Read(new MemoryStream([1]), false, new CancellationToken(canceled: true)));

    private static string Line(byte[] bytes, long offset)
    {
        int end = Array.IndexOf(bytes, (byte)'\n', (int)offset);
        return Encoding.UTF8.GetString(bytes.AsSpan((int)offset, end - (int)offset));
    }
}
