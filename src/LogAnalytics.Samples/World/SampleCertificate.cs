using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.World;

/// <summary>A certificate as the log tells it. Nothing is signed: thumbprint and serial are random digits.</summary>
internal sealed class SampleCertificate
{
    public required string Subject { get; init; }
    public required string Issuer { get; init; }
    public required string Serial { get; init; }
    public required string Thumbprint { get; init; }
    public required DateTime NotBefore { get; init; }
    public required DateTime NotAfter { get; init; }

    /// <summary>Subject alternate names joined by semicolons.</summary>
    public required string Names { get; init; }

    public byte[] FoldedWithoutDates { get; private set; } = [];
    public byte[] FoldedWithDates { get; private set; } = [];

    public static SampleCertificate Create(Prng random, string subject, string issuer, string names, DateTime notBefore, DateTime notAfter)
    {
        string thumbprint = Hex(random, 40);
        var certificate = new SampleCertificate
        {
            Subject = subject,
            Issuer = issuer,
            Names = names,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Serial = random.Chance(0.5) ? Hex(random, 32) : "0" + Hex(random, 31),
            Thumbprint = thumbprint,
        };
        // Both folded forms begin with a blank: the data is the (empty) first value and five or seven more.
        string head = $" {subject} {issuer} {certificate.Serial} {thumbprint} ";
        certificate.FoldedWithoutDates = new Utf8Builder().Add(head).Add(names).Written.ToArray();
        certificate.FoldedWithDates = new Utf8Builder().Add(head).AddTime(Milliseconds(notBefore)).Add((byte)' ')
            .AddTime(Milliseconds(notAfter)).Add((byte)' ').Add(names).Written.ToArray();
        return certificate;
    }

    private static long Milliseconds(DateTime time) => new DateTimeOffset(time).ToUnixTimeMilliseconds();

    private static string Hex(Prng random, int digits)
    {
        var text = new char[digits];
        for (int i = 0; i < digits; i++)
            text[i] = "0123456789ABCDEF"[random.Between(i == 0 ? 1 : 0, 16)];
        return new string(text);
    }
}
