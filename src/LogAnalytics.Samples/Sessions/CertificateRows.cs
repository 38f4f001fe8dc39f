using System.Text;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Sessions;

/// <summary>The rows that show a certificate.</summary>
internal static class CertificateRows
{
    /// <summary>Six rows in the old shape; the detail rows do not say whose certificate they describe.</summary>
    public static void Sent(SessionRows rows, RowShape shape, SampleCertificate certificate)
    {
        if (shape == RowShape.New2)
            rows.Add('*', certificate.FoldedWithDates, "Sending certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names"u8);
        else if (shape == RowShape.New1)
            rows.Add('*', certificate.FoldedWithoutDates, "Sending certificate Certificate subject Certificate issuer name Certificate serial number Certificate thumbprint Certificate alternate names"u8);
        else
        {
            rows.Add('*', default, "Sending certificate"u8);
            Detail(certificate.Subject, "Certificate subject"u8);
            Detail(certificate.Issuer, "Certificate issuer name"u8);
            Detail(certificate.Serial, "Certificate serial number"u8);
            Detail(certificate.Thumbprint, "Certificate thumbprint"u8);
            Detail(certificate.Names, "Certificate alternate names"u8);
        }

        void Detail(string value, ReadOnlySpan<byte> label) => rows.Add('*', Encoding.UTF8.GetBytes(value), label);
    }

    /// <summary>Two rows in the old shape: of the other side's certificate it shows the thumbprint only.</summary>
    public static void Received(SessionRows rows, RowShape shape, SampleCertificate certificate)
    {
        if (shape == RowShape.New2)
            rows.Add('*', certificate.FoldedWithDates, "Remote certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names"u8);
        else if (shape == RowShape.New1)
            rows.Add('*', certificate.FoldedWithoutDates, "Received certificate Certificate subject Certificate issuer name Certificate serial number Certificate thumbprint Certificate alternate names"u8);
        else
        {
            rows.Add('*', default, "Received certificate"u8);
            rows.Add('*', Encoding.UTF8.GetBytes(certificate.Thumbprint), "Certificate thumbprint"u8);
        }
    }
}
