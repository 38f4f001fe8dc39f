using System.Text;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Tests.SendLogs.Texts;

/// <summary>Texts are taken apart and put together again; nothing is lost, and equal texts are told by their numbers.</summary>
public sealed class LogTextsTests
{
    // Shapes, what nearly fits one, and what fits none; data and context parted by a bar.
    public static TheoryData<string> Texts =>
    [
        "RCPT TO:<anna@contoso.com>|", "RCPT TO:<>|", "RCPT TO:<a>b>|", "RCPT TO:<a@contoso.com> NOTIFY=NEVER|", "rcpt to:<a@contoso.com>|", "RCPT TO:|", "RCPT TO:<|",
        "RCPT TO:<jürgen@contoso.com>|", "RCPT TO:<\"a b\"@contoso.com>|", "RCPT TO:<a b@contoso.com>|", "RCPT TO:<a@contoso.com>|x",
        "MAIL FROM:<a@contoso.com> SIZE=1|", "MAIL FROM:<> SIZE=|", "MAIL FROM:<a> SIZE=1> SIZE=2|", "MAIL FROM:<a@contoso.com>|", "MAIL FROM:<a@contoso.com> SIZE=1 BODY=8BITMIME|",
        "BDAT 1 LAST|", "BDAT  LAST|", "BDAT LAST|", "BDAT 12|", "BDAT 1 LAST LAST|",
        "250 2.6.0 <a@contoso.com> [InternalId=1, Hostname=x.prod.outlook.com] 1 bytes in 0.1, 2 KB/sec Queued mail for delivery|",
        "250 2.6.0 <a> [InternalId= Queued mail for delivery|", "250 2.6.0 <a> [InternalId=1 [InternalId=2 Queued mail for delivery|", "250 2.6.0 <a> Queued mail for delivery|",
        "|sending message with RecordId 1 and InternetMessageId <a@contoso.com>", "|sending message with RecordId  and InternetMessageId <>",
        "|sending message with RecordId 1 2 and InternetMessageId <a>", "|sending message with RecordId 1 and InternetMessageId <a> and InternetMessageId <b>",
        "x|sending message with RecordId 1 and InternetMessageId <a>",
        "220 mx.contoso.com Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:13 +0000|", "220  Microsoft ESMTP MAIL Service ready at |", "220 mx|", "2|", "25|", "250 2|",
        "|", "250 2.1.5 Recipient OK|", "|attempting to connect", "a|b", "é|ü",
    ];

    [Theory, MemberData(nameof(Texts))]
    public void NumberOf_gives_texts_back(string text)
    {
        byte[][] parts = [.. text.Split('|').Select(Encoding.UTF8.GetBytes)];
        LogTexts texts = new();
        foreach (string logEvent in new[] { "<", ">", "*", "", "odd" })
        {
            int number = texts.NumberOf(Encoding.UTF8.GetBytes(logEvent), parts[0], parts[1], out TextParameters parameters);
            Assert.Equal(logEvent, Encoding.UTF8.GetString(texts[number].Event));
            Assert.Equal(parts[0], texts[number].DataWith(parameters).ToArray());
            Assert.Equal(parts[1], texts[number].ContextWith(parameters).ToArray());
            if (texts[number].Shape is { } shape)
                Assert.Equal(text.Trim('|'), shape.Text(parameters));
        }
    }

    [Fact]
    public void NumberOf_is_the_same_for_rows_that_differ_in_parameters_only()
    {
        LogTexts texts = new();
        int first = texts.NumberOf(">"u8, "RCPT TO:<a@contoso.com>"u8, [], out _);
        Assert.Equal(first, texts.NumberOf(">"u8, "RCPT TO:<b@fabrikam.com>"u8, [], out _));
        Assert.NotEqual(first, texts.NumberOf("<"u8, "RCPT TO:<a@contoso.com>"u8, [], out _));
        Assert.NotEqual(first, texts.NumberOf(">"u8, "RCPT TO:<a@contoso.com> x"u8, [], out _));
    }

    // Whether a text is taken apart must not depend on what came before it: the lake's bytes would too.
    [Fact]
    public void NumberOf_full_table_still_takes_shapes_and_nothing_else()
    {
        LogTexts texts = new(maxBytes: 1000);
        for (int i = 0; i < 100; i++)
            texts.NumberOf("<"u8, Encoding.ASCII.GetBytes($"text {i}"), [], out _);

        Assert.True(texts.Count < 100);
        Assert.Equal(0, texts.NumberOf("<"u8, "text 0"u8, [], out _));
        Assert.Equal(LogTexts.None, texts.NumberOf("<"u8, "text 99"u8, [], out TextParameters none));
        Assert.True(none.Second.IsEmpty);
        Assert.InRange(texts.NumberOf(">"u8, "RCPT TO:<a@contoso.com>"u8, [], out TextParameters parameters), 0, texts.Count);
        Assert.Equal("a@contoso.com", Encoding.ASCII.GetString(parameters.Second));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SessionRows_give_rows_back_whatever_they_hold(int seed)
    {
        Random random = new(seed);
        string[] some = ["", "a", "Outbound", "192.0.2.1:25", "é", "-", ">", "RCPT TO:<a@contoso.com>", "text"];
        byte[] Any() => Encoding.UTF8.GetBytes(some[random.Next(some.Length)]);
        long[] times = [0, 1, 1000, -1000, 1_770_000_000_123_000, long.MaxValue / 2, -5_000_000_001];
        // Small enough to fill up on the way.
        LogTexts texts = new(maxBytes: 2000);
        SessionRows session = new(texts, "08DE7A0000000001"u8.ToArray());
        List<string> expected = [];
        for (int i = 0; i < 2000; i++)
        {
            SendLogRow row = new()
            {
                TimeMicros = times[random.Next(times.Length)],
                SequenceNumber = random.Next(3) == 0 ? int.MaxValue : random.Next(40),
                SessionId = session.SessionId,
                ConnectorId = random.Next(5) == 0 ? Any() : "Outbound"u8,
                LocalEndpoint = random.Next(5) == 0 ? Any() : "192.0.2.1:25"u8,
                RemoteEndpoint = random.Next(5) == 0 ? Any() : "192.0.2.2:25"u8,
                Event = Any(),
                Data = random.Next(3) == 0 ? Encoding.ASCII.GetBytes($"unique {i}") : Any(),
                Context = Any(),
            };
            LinePosition place = new(random.Next(1 << 20), random.NextInt64(1L << 40));
            int rank = random.Next(3);
            expected.Add(Describe(row, place, rank));
            session.Add(row, place, rank);
        }

        const int start = 7;
        byte[] block = new byte[start + session.MostPackedBytes];
        session.Pack(block.AsSpan(start));
        SessionRows read = SessionRows.Unpack(texts, block, start);
        SessionRows appended = new(texts, session.SessionId);
        appended.Append(read);
        foreach (SessionRows rows in new[] { session, read, appended })
        {
            Assert.Equal(expected, rows.ToArray().Select(Describe));
            Assert.Equal(expected, rows.Rows().Select(Describe));
            Assert.Equal((session.RowCount, session.FirstTimeMicros, session.LastTimeMicros, session.IsWhole), (rows.RowCount, rows.FirstTimeMicros, rows.LastTimeMicros, rows.IsWhole));
        }
    }

    private static string Describe(StoredRow row) => Describe(row.ToRow(), new LinePosition(row.LineNumber, row.ByteOffset), row.FileRank);

    private static string Describe(in SendLogRow row, LinePosition place, int rank)
    {
        string[] texts =
        [
            Convert.ToHexString(row.ConnectorId), Convert.ToHexString(row.LocalEndpoint), Convert.ToHexString(row.RemoteEndpoint),
            Convert.ToHexString(row.Event), Convert.ToHexString(row.Data), Convert.ToHexString(row.Context),
        ];
        return $"{row.TimeMicros} {row.SequenceNumber} {place} {rank} {string.Join(' ', texts)}";
    }
}
