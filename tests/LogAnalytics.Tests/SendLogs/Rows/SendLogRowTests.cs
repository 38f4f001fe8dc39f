using System.Globalization;
using System.Text;
using CsCheck;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Tests.SendLogs.Rows;

public class SendLogRowTests
{
    private const string Time = "2026-03-12T06:15:13.482Z";

    [Theory]
    [InlineData(Time + ",c,s,0,,r,*,,", null)]
    [InlineData(Time + ",c,s,\"0\",,r,*,,", null)]
    [InlineData(Time + ",c,s,0,,r,,,", null)]
    [InlineData(Time + ",c,s,0,,r,*,", RejectReason.TooFewFields)]
    [InlineData("attempting to connect", RejectReason.TooFewFields)]
    [InlineData(Time + ",c,s,0,,r,*,,,", RejectReason.TooManyFields)]
    [InlineData(Time + ",c,s,0,,r,*,,attem" + Time + ",c,s,1,,r,+,,", RejectReason.TooManyFields)]
    [InlineData(Time + ",c,s,0,,r,*,\"cut,", RejectReason.OpenQuote)]
    [InlineData("2026-03-12 06:15:13,c,s,0,,r,*,,", RejectReason.BadTime)]
    [InlineData("026-03-12T06:15:13.482Z,c,s,0,,r,*,,", RejectReason.BadTime)]
    [InlineData(Time + ",c,s,-1,,r,*,,", RejectReason.BadSequenceNumber)]
    [InlineData(Time + ",c,s,1x,,r,*,,", RejectReason.BadSequenceNumber)]
    [InlineData(Time + ",c,s,99999999999,,r,*,,", RejectReason.BadSequenceNumber)]
    [InlineData(Time + ",c,,0,,r,*,,", RejectReason.NoSessionId)]
    [InlineData("\0\0\0", RejectReason.NulBytes)]
    [InlineData("\0\0" + Time + ",c,s,0,,r,*,,", RejectReason.NulBytes)]
    public void TryParse_gives_a_row_or_the_reason(string line, RejectReason? expected)
    {
        bool isRow = SendLogRow.TryParse(Encoding.UTF8.GetBytes(line), FieldMap.Documented, out _, out RejectReason reason);
        Assert.Equal(expected is null, isRow);
        if (expected is not null)
            Assert.Equal(expected, reason);
    }

    [Fact]
    public void TryParse_row_wrapped_in_one_pair_of_quotes_is_unwrapped()
    {
        string row = Time + ",c,s,4,,r,<,\"220 host, ready\",";
        byte[] wrapped = Encoding.UTF8.GetBytes("\"" + row.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
        Assert.True(SendLogRow.TryParse(wrapped, FieldMap.Documented, out SendLogRow parsed, out _));
        Assert.Equal("220 host, ready", Encoding.UTF8.GetString(parsed.Data));
    }

    [Fact]
    public void TryParse_keeps_invalid_utf8_and_control_bytes()
    {
        byte[] line = [.. Encoding.UTF8.GetBytes(Time + ",c,s,0,,r,<,220 "), 0xFC, 0x00, 0x1B, 0xFF, (byte)','];
        Assert.True(SendLogRow.TryParse(line, FieldMap.Documented, out SendLogRow row, out _));
        Assert.Equal([(byte)'2', (byte)'2', (byte)'0', (byte)' ', 0xFC, 0x00, 0x1B, 0xFF], row.Data.ToArray());
    }

    [Fact]
    public void TryParse_of_a_written_row_gives_it_back()
    {
        Gen<string> text = Gen.String[Gen.Char[",\" a;<组"], 0, 12];
        Gen.Select(text.Array[6], Gen.Int[0, int.MaxValue], Gen.Bool).Sample(
            (texts, sequence, wrapped) =>
            {
                string[] fields = [Time, texts[0], "s" + texts[1], sequence.ToString(CultureInfo.InvariantCulture), "l", texts[2], texts[3], texts[4], texts[5]];
                string line = string.Join(',', fields.Select(LogWriter.Quote));
                if (wrapped)
                    line = "\"" + line.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
                Assert.True(SendLogRow.TryParse(Encoding.UTF8.GetBytes(line), FieldMap.Documented, out SendLogRow row, out _));
                string[] read =
                [
                    Time, Encoding.UTF8.GetString(row.ConnectorId), Encoding.UTF8.GetString(row.SessionId),
                    row.SequenceNumber.ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetString(row.LocalEndpoint),
                    Encoding.UTF8.GetString(row.RemoteEndpoint), Encoding.UTF8.GetString(row.Event), Encoding.UTF8.GetString(row.Data),
                    Encoding.UTF8.GetString(row.Context),
                ];
                Assert.Equal(fields, read);
            },
            iter: 3_000);
    }

    [Fact]
    public void TryParse_of_any_bytes_never_throws() =>
        Gen.OneOf((byte)'"', (byte)',', (byte)'0', (byte)'Z', (byte)0, (byte)0xC3).Array[0, 60]
            .Sample(line => { SendLogRow.TryParse(line, FieldMap.Documented, out _, out _); }, iter: 20_000);

    [Fact]
    public void TryParse_time_agrees_with_the_framework() =>
        Gen.Select(Gen.Int[0, 9999], Gen.Int[0, 13], Gen.Int[0, 32], Gen.Int[0, 24], Gen.Int[0, 60], Gen.Int[0, 60]).Sample(
            (year, month, day, hour, minute, second) =>
            {
                string text = string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}T{hour:D2}:{minute:D2}:{second:D2}.042Z");
                bool isDate = DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime expected);
                Assert.Equal(isDate, LogTime.TryParse(Encoding.UTF8.GetBytes(text), out long micros));
                if (isDate)
                    Assert.Equal(expected, LogTime.ToDateTime(micros));
            },
            iter: 5_000);

    [Fact]
    public void RejectReason_has_a_name_for_every_value() =>
        Assert.All(Enum.GetValues<RejectReason>(), reason => Assert.Matches("^[a-z_]+$", reason.Name()));
}
