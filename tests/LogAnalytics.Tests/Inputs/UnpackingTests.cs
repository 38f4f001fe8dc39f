using LogAnalytics.Inputs;

namespace LogAnalytics.Tests.Inputs;

public sealed class UnpackingTests : IDisposable
{
    private const int Limit = 1000;

    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, InputLimits.RatioCountsFromBytes - 1, false)]
    [InlineData(0, InputLimits.RatioCountsFromBytes, true)]
    [InlineData(1 << 20, (200L << 20) - 1, false)]
    [InlineData(1 << 20, 200L << 20, true)]
    [InlineData(long.MaxValue, long.MaxValue, false)]
    public void WhyTooDense_looks_at_sizeable_amounts_only(long packed, long unpacked, bool isTooDense) =>
        Assert.Equal(isTooDense, InputLimits.Default.WhyTooDense(packed, unpacked)?.Contains("--max-ratio", StringComparison.Ordinal) ?? false);

    [Theory]
    [InlineData("EX01/x.log.gz", Limit, true)]
    [InlineData("EX01/x.log.gz", Limit + 1, false)]
    [InlineData("EX01.zip", Limit, true)]
    [InlineData("EX01.zip", Limit + 1, false)]
    [InlineData("EX01.zip!gz", Limit, true)]
    [InlineData("EX01.zip!gz", Limit + 1, false)]
    public void Open_gives_as_much_as_the_limit_and_then_names_the_option(string kind, int bytes, bool isWhole)
    {
        InputFile file = Packed(kind, Text(bytes), new InputLimits { MaxUnpackedBytes = Limit });
        using Stream stream = InputStream.Open(file);
        byte[] buffer = new byte[2 * Limit];
        int read = 0;
        string? failure = null;
        try
        {
            while (stream.Read(buffer.AsSpan(read, Math.Min(7, buffer.Length - read))) is > 0 and int more)
                read += more;
        }
        catch (InvalidDataException e)
        {
            failure = e.Message;
        }

        Assert.Equal(Limit, read);
        Assert.Equal(Text(bytes)[..Limit], buffer[..Limit]);
        Assert.Equal(!isWhole, failure?.Contains("--max-unpacked", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("EX01/x.log.gz")]
    [InlineData("EX01.zip!gz")]
    public void Open_bomb_ends_with_the_ratio_and_opens_where_the_user_allows_it(string kind)
    {
        byte[] zeros = new byte[InputLimits.RatioCountsFromBytes + 1];
        Assert.Contains("--max-ratio", Assert.Throws<InvalidDataException>(() => Count(Packed(kind, zeros, InputLimits.Default))).Message, StringComparison.Ordinal);
        Assert.Equal(zeros.Length, Count(Packed(kind, zeros, new InputLimits { MaxRatio = 2_000_000 })));
    }

    // A .gz may be nothing but empty parts: what it unpacks to is nothing, what is unpacked for it is not.
    [Fact]
    public void Open_gzip_in_an_archive_is_counted_in_both_layers()
    {
        byte[] empty = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] parts = [.. Enumerable.Repeat(empty, 1000).SelectMany(part => part)];
        _folder.Write("EX01.zip", new RawZip().Add("x.log.gz"u8.ToArray(), parts).ToArray());
        Assert.Equal(0, Count(_folder.List(InputLimits.Default, "").Files[0]));
        Assert.Contains("--max-unpacked", Assert.Throws<InvalidDataException>(() => Count(_folder.List(new InputLimits { MaxUnpackedBytes = parts.Length - 1 }, "").Files[0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_what_is_no_gzip_is_named_with_a_remedy()
    {
        _folder.Write("EX01/x.log.gz", "plain text");
        Assert.Contains("not packed as its name says", Assert.Throws<InvalidDataException>(() => Count(_folder.List("").Files[0])).Message, StringComparison.Ordinal);
    }

    private static byte[] Text(int bytes) => [.. Enumerable.Range(0, bytes).Select(i => (byte)i)];

    private static long Count(InputFile file)
    {
        using Stream stream = InputStream.Open(file);
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        while (stream.Read(buffer) is > 0 and int read)
            count += read;
        return count;
    }

    private InputFile Packed(string kind, byte[] content, InputLimits limits)
    {
        (string path, byte[] bytes) = kind switch
        {
            "EX01.zip" => (kind, new RawZip().Add("x.log"u8.ToArray(), content).ToArray()),
            "EX01.zip!gz" => ("EX01.zip", new RawZip().Add("x.log.gz"u8.ToArray(), RawZip.Gzip(content)).ToArray()),
            _ => (kind, RawZip.Gzip(content)),
        };
        _folder.Write(path, bytes);
        return Assert.Single(_folder.List(limits, "").Files);
    }
}
