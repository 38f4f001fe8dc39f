using System.Diagnostics;
using System.Text;
using CsCheck;
using LogAnalytics.Exports;

namespace LogAnalytics.Tests.Exports;

/// <summary>Whatever the bytes are: no exception, no endless work, and a file that was not used says why.</summary>
public class HostileExportTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Formats => [.. ExportTexts.All.Keys];

    [Theory, MemberData(nameof(Formats))]
    public void A_file_cut_anywhere_gives_a_beginning_of_its_records_or_a_named_problem(string format)
    {
        string text = ExportTexts.All[format];
        string[] whole = Records(Read(text));
        Assert.NotEmpty(whole);
        for (int length = 0; length < text.Length; length++)
        {
            ExportFile cut = Read(text[..length]);
            if (cut.Problem is not null)
                Assert.Empty(Records(cut));
            else
                Assert.Empty(Records(cut).Except(whole));
        }
    }

    // One object or one document cannot be cut without showing it.
    [Theory]
    [InlineData("json")]
    [InlineData("clixml")]
    [InlineData("unified_audit")]
    public void A_document_cut_anywhere_before_its_end_is_never_used(string format)
    {
        string text = ExportTexts.All[format].TrimEnd();
        for (int length = 0; length < text.Length; length++)
            Assert.NotNull(Read(text[..length]).Problem);
    }

    [Theory, MemberData(nameof(Formats))]
    public void A_file_cut_at_any_byte_of_utf16_is_read_without_harm(string format)
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(ExportTexts.All[format])];
        for (int length = 0; length < bytes.Length; length += 7)
            AssertHarmless(bytes[..length]);
    }

    [Fact]
    public void Random_bytes_are_named() => Gen.Byte.Array[0, 3000].Sample(AssertHarmless, iter: 2000);

    [Fact]
    public void Altered_exports_are_read_without_harm() =>
        Gen.Select(Gen.OneOf([.. ExportTexts.All.Values.Select(text => Gen.Const(text))]), Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 20])
            .Sample((text, changes) =>
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                foreach ((int at, byte value) in changes)
                    bytes[at % bytes.Length] = value;
                AssertHarmless(bytes);
            }, iter: 3000);

    [Fact]
    public void Spliced_exports_are_read_without_harm() =>
        Gen.Select(Gen.OneOf([.. ExportTexts.All.Values.Select(text => Gen.Const(text))]), Gen.OneOf([.. ExportTexts.All.Values.Select(text => Gen.Const(text))]), Gen.Double[0, 1], Gen.Double[0, 1])
            .Sample((a, b, x, y) => AssertHarmless(Encoding.UTF8.GetBytes(a[..(int)(x * a.Length)] + b[(int)(y * b.Length)..])), iter: 3000);

    public static TheoryData<string> Bombs =>
    [
        "deep-json", "deep-xml", "deep-clixml", "wide-csv", "long-csv", "quote-csv", "wide-json", "long-json", "many-elements", "references", "references-to-lists", "long-value", "pipes",
    ];

    [Theory, MemberData(nameof(Bombs))]
    public void Huge_and_deep_files_end_soon(string bomb)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(bomb switch
        {
            "deep-json" => new string('[', 5_000_000),
            "deep-xml" => string.Concat(Enumerable.Repeat("<invoke>", 500_000)),
            "deep-clixml" => "<Objs>" + string.Concat(Enumerable.Repeat("<Obj RefId=\"1\"><Props>", 200_000)),
            "wide-csv" => "Name" + new string(',', 5_000_000) + "\r\n",
            "long-csv" => "\"Name\",\"SmartHosts\"\r\n" + string.Concat(Enumerable.Repeat("\"a\",\"b\"\r\n", 1_500_000)),
            "quote-csv" => "\"Name\",\"SmartHosts\"\r\n" + new string('"', 5_000_000),
            "wide-json" => "{" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"\"p{i}\":[[[]]],")) + "\"Name\":\"x\"}",
            "long-json" => "[" + string.Concat(Enumerable.Repeat("{\"Name\":\"a\",\"SmartHosts\":[]},", 700_000)) + "{}]",
            "many-elements" => "<invoke>" + string.Concat(Enumerable.Repeat("<a/>", 3_000_000)) + "</invoke>",
            "references" => "<Objs><Obj RefId=\"0\"><LST>" + string.Concat(Enumerable.Repeat("<Ref RefId=\"0\"/>", 400_000)) + "</LST></Obj></Objs>",
            "references-to-lists" => "<Objs><Obj RefId=\"0\"><LST>" + string.Concat(Enumerable.Repeat("<S>a</S>", 20_000)) + "</LST></Obj><Obj RefId=\"1\"><Props>"
                + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<Ref N=\"p{i}\" RefId=\"0\"/>")) + "</Props></Obj></Objs>",
            "long-value" => "{\"Name\":\"x\",\"SmartHosts\":\"" + new string('M', 8_000_000) + "\"}",
            _ => "2026.03.10 12:30:00.417 [Client=UX] HCW\nName | Equals | Actual | Expected\n" + string.Concat(Enumerable.Repeat(new string('|', 5_000) + "\n", 1000)),
        });
        Stopwatch watch = Stopwatch.StartNew();

        AssertHarmless(bytes);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, _patience);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_named_and_not_read() =>
        Assert.Equal("too_large", ExportReader.Read("file", new byte[ExportLimits.MaxFileBytes + 1]).Problem?.Id);

    [Fact]
    public void Bytes_that_are_no_certificate_are_lost_not_believed()
    {
        ExportFile file = Read($"{{\"Thumbprint\":\"{new string('A', 40)}\",\"Subject\":\"CN=x\",\"RawData\":\"{Convert.ToBase64String(Enumerable.Range(0, 200).Select(i => (byte)(i == 0 ? 0x30 : i)).ToArray())}\"}}");

        Assert.Contains(file.Losses, loss => loss is { Property: "RawData", Reason: LossReason.Unreadable });
        Assert.Null(Assert.Single(file.Certificates).Names);
    }

    private static ExportFile Read(string text) => ExportReader.Read("file", Encoding.UTF8.GetBytes(text));

    private static void AssertHarmless(byte[] bytes)
    {
        ExportFile file = ExportReader.Read("file", bytes);
        if (file.Problem is { } problem)
        {
            Assert.NotEmpty(problem.Text);
            Assert.Empty(Records(file));
        }

        _ = ExportSet.Of([file, file]);
    }

    private static string[] Records(ExportFile file) =>
    [
        .. file.InboundConnectors.Select(c => "i " + c.Name), .. file.SendConnectors.Select(c => "s " + c.Name), .. file.AcceptedDomains.Select(d => "d " + d.Name),
        .. file.Certificates.Select(c => "c " + c.Thumbprint), .. file.Changes.Select(c => "h " + c.Time.Ticks + c.Kind),
    ];
}
