using System.Globalization;
using System.Text;
using CsCheck;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Tests.SendLogs.Rows;

public class ShortNumberTests
{
    [Fact]
    public void TryParse_of_any_bytes_is_true_for_plain_numbers_only() =>
        Gen.Select(Gen.Byte.Array[8], Gen.OneOf(Gen.OneOf((byte)'0', (byte)'1', (byte)'9', (byte)'/', (byte)':', (byte)'-', (byte)0xB5, (byte)0), Gen.Byte[(byte)'0', (byte)'9'], Gen.Byte).Array[0, 10]).Sample(
            (before, number) =>
            {
                string text = Encoding.Latin1.GetString(number);
                bool expected = text.Length is > 0 and <= 8 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);
                Assert.Equal(expected, ShortNumber.TryParse([.. before, .. number], number.Length, out int value));
                if (expected)
                    Assert.Equal(int.Parse(text, CultureInfo.InvariantCulture), value);
            },
            iter: 20_000);

    [Fact]
    public void TryParse_of_a_written_number_gives_it_back() =>
        Gen.Int[0, 99_999_999].Sample(
            number =>
            {
                byte[] text = Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
                Assert.True(ShortNumber.TryParse([.. "12345678"u8, .. text], text.Length, out int value));
                Assert.Equal(number, value);
            },
            iter: 5_000);
}
