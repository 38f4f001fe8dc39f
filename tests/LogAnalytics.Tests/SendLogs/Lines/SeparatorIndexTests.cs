using CsCheck;
using LogAnalytics.SendLogs.Lines;

namespace LogAnalytics.Tests.SendLogs.Lines;

public class SeparatorIndexTests
{
    // From nothing but separators to none: blocks of every length around the steps of the vectors.
    private static readonly Gen<byte[]> _blocks = Gen.OneOf(
        Gen.OneOf((byte)',', (byte)'"', (byte)'\n').Array[0, 300],
        Gen.OneOf((byte)',', (byte)'"', (byte)'\n', (byte)'a', (byte)'-', (byte)0x8A, (byte)0xAC, (byte)0xA2, (byte)0).Array[0, 300],
        Gen.Byte.Array[0, 300]);

    [Fact]
    public void Fill_finds_every_separator_in_order() =>
        _blocks.Sample(block => Assert.Equal(Expected(block), Filled(block, (bytes, positions) => SeparatorIndex.Fill(bytes, positions))), iter: 5_000);

    [Fact]
    public void FillRest_the_way_without_vectors_finds_every_separator_in_order() =>
        _blocks.Sample(block => Assert.Equal(Expected(block), Filled(block, (bytes, positions) => SeparatorIndex.FillRest(bytes, 0, positions))), iter: 5_000);

    [Fact]
    public void Fill_too_few_places_is_refused_before_anything_is_written() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SeparatorIndex.Fill(new byte[64], new int[64]));

    private static int[] Expected(byte[] block) => [.. Enumerable.Range(0, block.Length).Where(at => block[at] is (byte)',' or (byte)'"' or (byte)'\n')];

    private static int[] Filled(byte[] block, Func<byte[], int[], int> fill)
    {
        int[] positions = new int[block.Length + SeparatorIndex.Slack];
        return positions[..fill(block, positions)];
    }
}
