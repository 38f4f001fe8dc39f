using System.Text;
using CsCheck;
using LogAnalytics.Fuzz.Plain;
using LogAnalytics.SendLogs.Lines;

namespace LogAnalytics.Tests.SendLogs.Lines;

public class FieldScannerTests
{
    // Few characters, so that quotes and commas meet all the time.
    private static readonly Gen<string> _field = Gen.String[Gen.Char[",\" a;<ü"], 0, 12];
    private static readonly Gen<byte[]> _dense = Gen.OneOf((byte)'"', (byte)',', (byte)'a', (byte)' ', (byte)0xFF).Array[0, 24];

    [Fact]
    public void Scan_and_unquote_of_written_fields_give_the_fields_back() =>
        Gen.Select(_field.Array[1, 12], Gen.Bool).Sample(
            (fields, quoteAll) =>
            {
                string line = string.Join(',', fields.Select(field => quoteAll ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : LogWriter.Quote(field)));
                Assert.Equal(fields, Fields(Encoding.UTF8.GetBytes(line))!.Select(Encoding.UTF8.GetString));
            },
            iter: 5_000);

    [Fact]
    public void Scan_of_any_bytes_agrees_with_the_plain_rules() =>
        Gen.OneOf(_dense, Gen.Byte.Array[0, 80]).Sample(line => Assert.Equal(PlainCsv.Split(line), Fields(line)), iter: 20_000);

    [Fact]
    public void Scan_ranges_joined_by_commas_are_the_line() =>
        _dense.Sample(
            line =>
            {
                Range[] ranges = new Range[line.Length + 1];
                int count = FieldScanner.Scan(line, ranges);
                if (count >= 0)
                    Assert.Equal(Encoding.Latin1.GetString(line), string.Join(',', ranges[..count].Select(range => Encoding.Latin1.GetString(line[range]))));
            },
            iter: 5_000);

    [Fact]
    public void Unquote_of_any_bytes_never_throws() =>
        _dense.Sample(field => { FieldScanner.Unquote(field); }, iter: 5_000);

    [Fact]
    public void Scan_counts_fields_beyond_the_span()
    {
        Range[] ranges = new Range[2];
        Assert.Equal(5, FieldScanner.Scan("a,b,c,d,"u8, ranges));
        Assert.Equal(2..3, ranges[1]);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\"", "\"")]
    [InlineData("\"\"", "")]
    [InlineData("plain \"text\"", "plain \"text\"")]
    [InlineData("\"a, b\"", "a, b")]
    [InlineData("\"a \"\"b\"\"\"", "a \"b\"")]
    [InlineData("\"a\" tail", "a tail")]
    [InlineData("\"a\"b\"c", "ab\"c")]
    [InlineData("\"open", "\"open")]
    public void Unquote_takes_off_enclosing_quotes(string field, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(FieldScanner.Unquote(Encoding.UTF8.GetBytes(field))));

    private static List<byte[]>? Fields(byte[] line)
    {
        Range[] ranges = new Range[line.Length + 1];
        int count = FieldScanner.Scan(line, ranges);
        return count < 0 ? null : [.. ranges[..count].Select(range => FieldScanner.Unquote(line.AsSpan()[range]).ToArray())];
    }
}
