using CsCheck;

namespace LogAnalytics.Tests.Diagnosis;

/// <summary>Names as an attacker, or an unlucky administrator, would choose them.</summary>
internal static class HostileText
{
    public static readonly Gen<string> Gen = CsCheck.Gen.OneOf(
        CsCheck.Gen.String,
        CsCheck.Gen.Char["'\u2018\u2019\u201A\u201B\"\u201C\u201D`$();|&<>{}@#\n\r\0 ab.*-"].Array[0, 12].Select(chars => new string(chars)),
        CsCheck.Gen.OneOf("EX01", "mail.contoso.com", "x'; Remove-Mailbox 'y", "$(evil)", "<inbound>", "'; Stop-Computer #"));
}
