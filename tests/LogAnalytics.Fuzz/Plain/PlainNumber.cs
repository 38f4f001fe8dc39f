using System.Numerics;

namespace LogAnalytics.Fuzz.Plain;

/// <summary>A whole number in decimal digits, with or without a sign, no blanks.</summary>
internal static class PlainNumber
{
    public static int? ZeroOrMore(byte[] text)
    {
        int start = text.Length > 0 && text[0] is (byte)'+' or (byte)'-' ? 1 : 0;
        if (start == text.Length || text[start..].Any(b => b is < (byte)'0' or > (byte)'9'))
            return null;
        BigInteger value = text[start..].Aggregate(BigInteger.Zero, (sum, digit) => (sum * 10) + (digit - '0'));
        bool isNegative = text[0] == (byte)'-' && value > 0;
        return isNegative || value > int.MaxValue ? null : (int)value;
    }
}
