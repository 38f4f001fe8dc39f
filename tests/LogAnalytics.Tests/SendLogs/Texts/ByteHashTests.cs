using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Tests.SendLogs.Texts;

public sealed class ByteHashTests
{
    [Fact]
    public void Of_sees_every_byte_of_any_length()
    {
        byte[] bytes = new byte[100];
        new Random(26).NextBytes(bytes);
        for (int length = 1; length <= bytes.Length; length++)
        {
            ulong before = ByteHash.Add(0, bytes.AsSpan(0, length));
            for (int i = 0; i < length; i++)
            {
                bytes[i] ^= 1;
                Assert.NotEqual(before, ByteHash.Add(0, bytes.AsSpan(0, length)));
                bytes[i] ^= 1;
            }

            Assert.NotEqual(before, ByteHash.Add(0, bytes.AsSpan(0, length - 1)));
        }
    }
}
