using System.Buffers;
using System.Text;
using CsCheck;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Tests.SendLogs.Sessions;

public class SessionStitchingTests
{
    private const string Zero = "0000000000000000";

    // Three interleaved sessions of different lengths, one of them without an end.
    private static readonly string[] _lines = Interleave(
        new LogWriter("08DE7A0000000001").Open().Message("m1").Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", "550 5.7.64 TenantAttribution; Relay Access Denied").Quit(),
        new LogWriter("08DE7A0000000002").Connect().Greet().Quit(),
        new LogWriter("08DE7A0000000003").Connect().Greet());

    [Fact]
    public void Stitch_rows_in_any_order_over_any_files_gives_the_same_sessions()
    {
        string expected = Content(Stitching.Sessions(Read(_lines)));
        Gen.Select(Gen.Int, Gen.Int[1, 5]).Sample(
            (seed, files) =>
            {
                string[] shuffled = [.. _lines];
                new Random(seed).Shuffle(shuffled);
                IEnumerable<StoredRow> rows = shuffled.Chunk((shuffled.Length / files) + 1).SelectMany((chunk, rank) => Read(chunk, rank));
                Assert.Equal(expected, Content(Stitching.Sessions(rows)));
            },
            iter: 300);
    }

    [Fact]
    public void Stitch_with_little_memory_gives_the_same_sessions_after_rejoining()
    {
        string expected = Stitching.Fingerprint(Stitching.Interpret(Read(_lines)));
        foreach (long bytes in new long[] { 0, 1, 3_000, 5_000, 20_000 })
            Assert.Equal(expected, Stitching.Fingerprint(Stitching.Interpret(Read(_lines), bytes)));
    }

    [Fact]
    public void Stitch_under_pressure_hands_on_fragments_and_loses_no_row()
    {
        List<SessionRows> fragments = [];
        Stitching.Sessions(Read(_lines), maxOpenBytes: 1, fragments: fragments);
        Assert.Equal(_lines.Length, fragments.Count);
        Assert.Equal(_lines.Length, fragments.Sum(fragment => fragment.RowCount));
    }

    [Fact]
    public void Stitch_pressure_closes_the_quietest_first()
    {
        List<SessionRows> fragments = [];
        // One open session takes 2,048 bytes at first.
        string[] lines = [new LogWriter("08DE7A0000000001").Connect().Lines[0], new LogWriter("08DE7A0000000002").Connect().Lines[3]];
        Stitching.Sessions(Read(lines), maxOpenBytes: 3_000, fragments: fragments);
        Assert.Equal("08DE7A0000000001", Encoding.ASCII.GetString(fragments[0].SessionId));
    }

    [Fact]
    public void Stitch_closes_at_the_disconnect()
    {
        List<SessionRows> fragments = [];
        string[] lines = [.. new LogWriter().Connect().Quit().Lines, .. new LogWriter(from: 40).Note("late").Lines];
        Stitching.Sessions(Read(lines), fragments: fragments);
        Assert.Equal([true, false], fragments.Select(fragment => fragment.IsWhole));
    }

    [Theory]
    [InlineData("0 1 2 3-", true)]
    [InlineData("0 1 2 3", false)]
    [InlineData("1 2 3-", false)]
    [InlineData("0 2 3-", false)]
    [InlineData("0 1 1-", false)]
    [InlineData("0 0 2-", false)]
    [InlineData("0 1 3 2-", false)]
    [InlineData("0 1- 2", false)]
    public void IsWhole_needs_every_number_once_and_in_order_to_the_disconnect(string numbers, bool isWhole)
    {
        SessionRows rows = new(new LogTexts(), "08DE7A0000000001"u8.ToArray());
        foreach (string number in numbers.Split(' '))
        {
            SendLogRow row = new() { SequenceNumber = number[0] - '0', Event = number.EndsWith('-') ? "-"u8 : "*"u8 };
            rows.Add(row, default, 0);
        }

        Assert.Equal(isWhole, rows.IsWhole);
    }

    [Fact]
    public void Split_copies_are_dropped_and_the_smallest_file_and_line_owns_the_row()
    {
        string[] lines = [.. new LogWriter().Open().Quit().Lines];
        List<StoredRow> duplicates = [];
        IReadOnlyList<StoredRow> session = Assert.Single(Stitching.Sessions(
            [.. Read(lines, 2), .. Read(lines[..5], 0), .. Read([.. lines[..7], .. lines[..7]], 1)], duplicates: duplicates));
        Assert.Equal(lines.Length, session.Count);
        Assert.Equal(lines.Length + 5 + 14 - lines.Length, duplicates.Count);
        Assert.All(session, (row, i) => Assert.Equal(i < 5 ? 0 : i < 7 ? 1 : 2, row.FileRank));
        Assert.All(session.Take(7), (row, i) => Assert.Equal(i + 1, row.LineNumber));
    }

    [Fact]
    public void Split_repeated_numbers_with_other_content_are_both_kept()
    {
        string[] lines = [.. new LogWriter().Connect().Lines, .. new LogWriter(from: 2).Note("other").Lines];
        List<StoredRow> duplicates = [];
        Assert.Equal([0, 1, 2, 2, 3], Assert.Single(Stitching.Sessions(Read(lines), duplicates: duplicates)).Select(row => row.SequenceNumber));
        Assert.Empty(duplicates);
    }

    // One masked id for many sessions: rows of each number are told apart and copies are found, however many there are.
    [Fact]
    public void Split_many_rows_of_a_number_are_kept_once()
    {
        string[] lines = [.. Enumerable.Range(0, 200).SelectMany(i => new LogWriter("REDACTED", from: i % 3).Note($"row {i % 60}").Lines)];
        List<StoredRow> duplicates = [];
        IReadOnlyList<StoredRow> session = Assert.Single(Stitching.Sessions(Read(lines), duplicates: duplicates));
        string[] texts = [.. session.Select(row => $"{row.SequenceNumber} {Text(row)[48..]}")];
        Assert.Equal(texts.Distinct().Count(), texts.Length);
        Assert.Equal(lines.Length, session.Count + duplicates.Count);
        Assert.All(duplicates, copy => Assert.Contains(session, row => StoredRowComparer.Instance.Equals(row, copy)));
    }

    [Theory]
    [InlineData(Zero)]
    [InlineData("****************")]
    [InlineData("XXXXXXXX")]
    [InlineData("xxxxxxxx")]
    public void Split_placeholder_id_is_split_at_each_connect(string id)
    {
        string[] lines =
        [
            .. new LogWriter(id).Open().Quit().Lines,
            .. new LogWriter(id).Row("*", "None", "Set Session Permissions").Note("attempting to connect").Note("Failed to connect. Winsock error code: 10061, x").Lines,
            .. new LogWriter(id, from: 1).Note("attempting to connect").Row("+").Lines,
            .. new LogWriter(id, from: 5).Note("attempting to connect").Row("+").Lines,
        ];
        List<SmtpSession> sessions = Stitching.Interpret(Read(lines));
        Assert.Equal(4, sessions.Count);
        Assert.Equal([true, false, true, true], sessions.Select(session => session.HasConnect));
        Assert.Equal(lines.Length, sessions.Sum(session => session.EventCount));
    }

    [Fact]
    public void Split_placeholder_rows_of_a_copied_file_are_duplicates_but_equal_rows_of_one_file_are_not()
    {
        string[] lines = [.. new LogWriter(Zero).Connect().Quit().Lines, .. new LogWriter(Zero).Connect().Quit().Lines];
        List<StoredRow> duplicates = [];
        List<IReadOnlyList<StoredRow>> sessions = Stitching.Sessions([.. Read(lines, 1), .. Read(lines, 0)], duplicates: duplicates);
        Assert.Equal(2, sessions.Count);
        Assert.Equal(lines.Length, duplicates.Count);
        Assert.All(duplicates, row => Assert.Equal(1, row.FileRank));
    }

    [Fact]
    public void Unpack_gives_back_what_was_packed()
    {
        List<SessionRows> fragments = [];
        Stitching.Sessions(Read(_lines), fragments: fragments);
        Assert.All(fragments, fragment =>
        {
            const int start = 5;
            byte[] block = new byte[start + fragment.MostPackedBytes];
            int length = fragment.Pack(block.AsSpan(start));
            Assert.Equal(length, SessionRows.PackedLength(block, start));
            Assert.Equal(fragment.SessionId, SessionRows.PackedId(block, start));
            SessionRows copy = SessionRows.Unpack(fragment.Texts, block, start);
            Assert.Equal(
                (fragment.RowCount, fragment.ByteCount, fragment.LongBytes, fragment.FirstTimeMicros, fragment.LastTimeMicros, fragment.IsWhole),
                (copy.RowCount, copy.ByteCount, copy.LongBytes, copy.FirstTimeMicros, copy.LastTimeMicros, copy.IsWhole));
            Assert.Equal(Content([fragment.ToArray()]), Content([copy.ToArray()]));
            copy.Append(fragment);
            Assert.Equal(Content([[.. fragment.ToArray(), .. fragment.ToArray()]]), Content([copy.ToArray()]));
        });
    }

    [Fact]
    public void LongBytes_are_those_of_its_rows()
    {
        List<SessionRows> fragments = [];
        LogWriter log = new(Zero);
        Stitching.Sessions(Read([.. log.Connect().Quit().Lines.Select(line => line.Replace(",+,", ",+," + new string('x', 1000), StringComparison.Ordinal))]), fragments: fragments);
        Assert.All(fragments, fragment =>
        {
            SessionRows joined = new(fragment.Texts, fragment.SessionId);
            joined.Append(fragment);
            long expected = fragment.ToArray().Sum(row => Math.Max(0L, row.FieldBytes - SessionRows.UsualRowBytes));
            Assert.Equal((expected, expected), (fragment.LongBytes, joined.LongBytes));
        });
        Assert.Contains(fragments, fragment => fragment.LongBytes > 700);
    }

    private static List<StoredRow> Read(IEnumerable<string> lines, int rank = 0) => Reading.Of(string.Join('\n', lines), rank).Rows;

    private static string Content(IEnumerable<IReadOnlyList<StoredRow>> sessions) =>
        string.Join('\n', sessions.Select(rows => string.Join(' ', rows.Select(row => $"{row.SequenceNumber}:{row.TimeMicros}:{Text(row)}"))));

    private static string Text(StoredRow row)
    {
        ArrayBufferWriter<byte> text = new();
        RowText.Append(text, row.ToRow());
        return Convert.ToHexString(text.WrittenSpan);
    }

    private static string[] Interleave(params LogWriter[] logs)
    {
        int longest = logs.Max(log => log.Lines.Count);
        return [.. Enumerable.Range(0, longest).SelectMany(i => logs.Where(log => i < log.Lines.Count).Select(log => log.Lines[i]))];
    }
}
