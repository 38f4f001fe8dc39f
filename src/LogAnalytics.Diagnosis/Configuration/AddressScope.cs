using System.Net;
using System.Net.Sockets;

namespace LogAnalytics.Diagnosis;

/// <summary>Is an address one of those in <c>SenderIPAddresses</c>?</summary>
public static class AddressScope
{
    /// <param name="entries">Addresses and networks in CIDR form.</param>
    public static NameMatch Contains(IReadOnlyList<string> entries, string? address)
    {
        if (!IPAddress.TryParse(address, out IPAddress? wanted))
            return NameMatch.CannotTell;
        NameMatch best = NameMatch.No;
        foreach (string entry in entries)
        {
            NameMatch match = Matches(entry.Trim(), wanted);
            best = match > best ? match : best;
        }

        return best;
    }

    public static bool IsIpv6(string? address) =>
        IPAddress.TryParse(address, out IPAddress? ip) && ip.AddressFamily == AddressFamily.InterNetworkV6;

    // 203.0.113.10 · 203.0.113.0/24 · 203.0.113.10-203.0.113.20
    private static NameMatch Matches(string entry, IPAddress wanted)
    {
        string[] ends = entry.Split('-');
        if (ends.Length == 2 && IPAddress.TryParse(ends[0], out IPAddress? first) && IPAddress.TryParse(ends[1], out IPAddress? last))
            return first.AddressFamily == wanted.AddressFamily && Compare(first, wanted) <= 0 && Compare(wanted, last) <= 0 ? NameMatch.Yes : NameMatch.No;
        if (IPAddress.TryParse(entry, out IPAddress? single))
            return single.Equals(wanted) ? NameMatch.Yes : NameMatch.No;
        int slash = entry.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IPAddress.TryParse(entry[..slash], out IPAddress? network) || !int.TryParse(entry.AsSpan(slash + 1), out int length))
            return NameMatch.CannotTell;
        byte[] a = network.GetAddressBytes(), b = wanted.GetAddressBytes();
        if (length < 0 || length > 8 * a.Length)
            return NameMatch.CannotTell;
        if (a.Length != b.Length)
            return NameMatch.No;
        for (int bit = 0; bit < length; bit++)
            if (((a[bit / 8] ^ b[bit / 8]) >> (7 - (bit % 8)) & 1) != 0)
                return NameMatch.No;
        return NameMatch.Yes;
    }

    private static int Compare(IPAddress left, IPAddress right) => left.GetAddressBytes().AsSpan().SequenceCompareTo(right.GetAddressBytes());
}
