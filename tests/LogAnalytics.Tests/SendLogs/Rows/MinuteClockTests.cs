using System.Text;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Tests.SendLogs.Rows;

public class MinuteClockTests
{
    // Neighbours of the digits and of the other characters, and what they become with the high bit set.
    private static readonly byte[] _characters = [.. "0123456789:;/.-,TZ+ \0z"u8, 0x80, 0xAE, 0xB0, 0xB9, 0xBA, 0xDA, 0xFF];

    [Fact]
    public void TryParse_of_times_in_a_row_agrees_with_LogTime()
    {
        for (int seed = 0; seed < 2_000; seed++)
        {
            Random random = new(seed);
            MinuteClock clock = new();
            byte[] text = new byte[LogTime.Length];
            long time = random.NextInt64(LogTime.FromDateTime(DateTime.MinValue), LogTime.FromDateTime(DateTime.MaxValue) - 1_000_000_000);
            for (int i = 0; i < 100; i++)
            {
                time += random.Next(4) == 0 ? random.Next(90_000_000) : random.Next(3_000);
                LogTime.Format(time, text);
                for (int n = random.Next(-3, 3); n > 0; n--)
                    text[random.Next(text.Length)] = _characters[random.Next(_characters.Length)];
                Check(ref clock, text, seed);
            }
        }
    }

    [Fact]
    public void TryParse_every_byte_at_every_place_agrees_with_LogTime()
    {
        MinuteClock clock = new();
        for (int place = 0; place < LogTime.Length; place++)
        {
            for (int b = 0; b < 256; b++)
            {
                byte[] text = "2026-03-12T06:15:13.482Z"u8.ToArray();
                Check(ref clock, text, place);
                text[place] = (byte)b;
                Check(ref clock, text, place);
            }
        }
    }

    [Theory]
    [InlineData("1970-01-01T00:00:59.999Z")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0:13.482Z")]
    [InlineData("1969-12-31T23:59:00.001Z")]
    public void TryParse_first_time_agrees_with_LogTime(string text)
    {
        MinuteClock clock = new();
        Check(ref clock, Encoding.UTF8.GetBytes(text), 0);
    }

    private static void Check(ref MinuteClock clock, byte[] text, int seed)
    {
        bool isTime = LogTime.TryParse(text, out long expected);
        bool isRead = clock.TryParse(text, out long micros);
        if (isTime != isRead || (isTime && expected != micros))
            Assert.Fail($"{seed}: {Encoding.Latin1.GetString(text)}: {micros}, not {expected}");
    }
}
