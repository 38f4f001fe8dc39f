using CsCheck;
using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Tests.SendLogs.Replies;

public class ReplyTaxonomyTests
{
    [Theory]
    [InlineData("550 5.7.64 TenantAttribution; Relay Access Denied", "tenant_attribution", FamilyClass.A)]
    [InlineData("550 5.7.64 TenantAttribution: Relay Access Denied", "tenant_attribution", FamilyClass.A)]
    [InlineData("550 5.7.64 TenantAttribution; Relay Access Denied SMTP", "tenant_attribution", FamilyClass.A)]
    [InlineData("550 5.7.64. TenantAttribution; Relay Access Denied", "tenant_attribution", FamilyClass.A)]
    [InlineData("550 #5.7.64 TenantAttribution; Relay Access Denied", "tenant_attribution", FamilyClass.A)]
    [InlineData("550  5.7.64 tenantattribution; Relay Access Denied [AM5EUR02FT025.eop-EUR02.prod.protection.outlook.com]", "tenant_attribution", FamilyClass.A)]
    [InlineData("550 5.7.64 TenantAttribution; Relay Access Denied [AM5.prod.protection.outlook.com 2025-01-29T19:07:30.476Z 08DD3FA5DBC8F401]", "tenant_attribution", FamilyClass.A)]
    [InlineData("550 5.7.64 Relay Access Denied ATTR36. For more details please refer to https://support.example", "attr36", FamilyClass.A)]
    [InlineData("550 5.7.64 Relay Access Denied ATT36", "attr36", FamilyClass.A)]
    [InlineData("451 4.4.62 Mail sent to the wrong Office 365 region. ATTR35", "attr35", FamilyClass.A)]
    [InlineData("451 4.4.4 Temporary server error. Please try again later ATTR35", "attr35", FamilyClass.A)]
    [InlineData("451 4.4.62 Mail sent to the wrong Office 365 region. ATTR35. For more information please go to https://support.example [AM5.prod.protection.outlook.com 2025-01-29T19:07:30.476Z 08DD3FA5DBC8F401]", "attr35", FamilyClass.A)]
    [InlineData("550 5.7.64 Relay Access Denied ATTR36 [AM5.prod.protection.outlook.com 2025-01-29T19:07:30.476Z 08DD3FA5DBC8F401]", "attr36", FamilyClass.A)]
    [InlineData("550 5.7.64 TenantAttribution; Relay Access Denied SMTP [AM5.prod.protection.outlook.com]", "tenant_attribution", FamilyClass.A)]
    [InlineData("550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched the message's recipient domain.", "tenant_inbound_attribution", FamilyClass.B)]
    [InlineData("550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization", "direct_send_refused", FamilyClass.B)]
    [InlineData("550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources [AM5.prod.protection.outlook.com 2025-01-29T19:07:30.476Z 08DD3FA5DBC8F401]", "direct_send_refused", FamilyClass.B)]
    [InlineData("454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.", "certificate_not_found", FamilyClass.B)]
    [InlineData("454 4.7.5 Certificate validation failure", "certificate_validation", FamilyClass.B)]
    [InlineData("451 5.7.3 STARTTLS is required to send mail", "starttls_required", FamilyClass.B)]
    [InlineData("550 5.4.1 Relay Access Denied", "recipient_rejected", FamilyClass.C)]
    [InlineData("550 5.4.1 Recipient address rejected: Access denied", "recipient_rejected", FamilyClass.C)]
    [InlineData("550 5.7.1 Unable to relay", "unable_to_relay", FamilyClass.C)]
    [InlineData("550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain", "relay_denied_other", FamilyClass.C)]
    [InlineData("530 5.7.57 Client not authenticated to send mail", "client_not_authenticated", FamilyClass.C)]
    [InlineData("550 5.7.367 Remote server returned not permitted to relay", "remote_refusal", FamilyClass.C)]
    [InlineData("550 5.7.368 Remote server returned authentication required to relay", "remote_refusal", FamilyClass.C)]
    [InlineData("550 5.7.511 Access denied, banned sender[203.0.113.9]", "sender_blocked", FamilyClass.C)]
    [InlineData("550 5.7.606 Access denied, banned sending IP [203.0.113.9]", "sender_blocked", FamilyClass.C)]
    [InlineData("550 5.7.649 Access denied, banned sending IP [203.0.113.9]", "sender_blocked", FamilyClass.C)]
    [InlineData("550 5.7.705 Access denied, tenant has exceeded threshold", "tenant_threshold", FamilyClass.C)]
    [InlineData("550 5.7.708 Access denied, traffic not accepted from this IP", "tenant_threshold", FamilyClass.C)]
    [InlineData("550 5.7.711 Access denied, bad inbound connector. AS(2204)", "bad_inbound_connector", FamilyClass.C)]
    [InlineData("550 5.7.232 Tenant exceeded external recipient limit", "tenant_recipient_limit", FamilyClass.C)]
    [InlineData("550 5.7.233 Tenant exceeded external recipient limit", "tenant_recipient_limit", FamilyClass.C)]
    [InlineData("550 5.7.236 Tenant exceeded external recipient limit", "tenant_recipient_limit", FamilyClass.C)]
    [InlineData("550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains", "unregistered_domain", FamilyClass.C)]
    [InlineData("450 4.7.230 Connecting Exchange server version is out-of-date; connection to Exchange Online throttled for 5 mins/hr.", "out_of_date_server", FamilyClass.C)]
    [InlineData("550 5.7.230 Connecting Exchange server version is out-of-date; connection to Exchange Online blocked for 10 mins/hr.", "out_of_date_server", FamilyClass.C)]
    [InlineData("451 4.7.500 Server busy. Please try again later from [203.0.113.9].", "server_busy", FamilyClass.C)]
    [InlineData("451 4.7.699 Server busy", "server_busy", FamilyClass.C)]
    [InlineData("451 4.7.850 Access denied, please try again later", "server_busy", FamilyClass.C)]
    [InlineData("451 4.7.899 Access denied, please try again later", "server_busy", FamilyClass.C)]
    [InlineData("554 5.4.14 Hop count exceeded - possible mail loop ATTR34", "routing_loop", FamilyClass.C)]
    [InlineData("451 4.4.4 Mail received as unauthenticated, incoming to a recipient domain configured in a hosted tenant ATTR5", "temporary_server_error", FamilyClass.C)]
    [InlineData("451 4.4.4 Temporary server error. Please try again later ATTR3", "temporary_server_error", FamilyClass.C)]
    [InlineData("451 4.4.4 Temporary server error. Please try again later ATTR1", "temporary_server_error", FamilyClass.C)]
    [InlineData("451 4.4.4 Temporary server error. Please try again later ATTR2", "temporary_server_error", FamilyClass.C)]
    [InlineData("451 4.4.4 Temporary server error. Please try again later ATTR6", "temporary_server_error", FamilyClass.C)]
    [InlineData("451 4.4.4 Temporary server error. Please try again later ATTR14", "temporary_server_error", FamilyClass.C)]
    [InlineData("451 4.4.4 Temporary server error. Please try again later ATTR18", "temporary_server_error", FamilyClass.C)]
    [InlineData("451 4.4.4 Temporary server error. Please try again later ATTR55", "temporary_server_error", FamilyClass.C)]
    [InlineData("451 4.3.2 Temporary server error. Please try again later ATTR17", "temporary_server_error", FamilyClass.C)]
    [InlineData("451 4.4.316 Connection refused [Message=Socket error code 10061]", "connection_dropped", FamilyClass.C)]
    [InlineData("451 4.4.317 Cannot connect to remote server", "connection_dropped", FamilyClass.C)]
    [InlineData("452 4.5.3 Too many recipients", "too_many_recipients", FamilyClass.C)]
    public void Classify_known_reply_has_its_family(string text, string id, FamilyClass familyClass)
    {
        ReplyFamily? family = ReplyTaxonomy.BuiltIn.Classify(SmtpReply.Parse(text));
        Assert.Equal((id, familyClass), (family?.Id, family?.Class));
    }

    [Theory]
    [InlineData("550 5.7.64 Relay Access Denied")]
    [InlineData("550 5.7.640 TenantAttribution; Relay Access Denied")]
    [InlineData("550 5.7.6 TenantAttribution; Relay Access Denied")]
    [InlineData("554 5.7.64 TenantAttribution; Relay Access Denied")]
    [InlineData("450 4.7.64 TenantAttribution; Relay Access Denied")]
    [InlineData("250 5.7.64 TenantAttribution; Relay Access Denied")]
    [InlineData("550 5.7.64 TenantInboundAttribution; Relay Access Denied")]
    [InlineData("550 Relay Access Denied TenantAttribution 5.7.64")]
    [InlineData("550 5.1.1 User unknown: TenantAttribution")]
    [InlineData("451 4.4.4 Temporary server error ATTR3 5")]
    [InlineData("550 5.7.64 Attribution")]
    [InlineData("550 5.7.64 Relay Access Denied ATTR360")]
    [InlineData("550 5.7.64 Relay Access Denied ATTR3")]
    [InlineData("451 4.4.62 Mail sent to the wrong Office 365 region. ATTR350")]
    [InlineData("451 4.4.4 Temporary server error ATTR3")]
    [InlineData("451 4.7.64 TenantAttribution; Relay Access Denied")]
    [InlineData("550 Administrative prohibition")]
    public void Classify_look_alike_is_never_an_attribution_failure(string text) =>
        Assert.NotEqual(FamilyClass.A, ReplyTaxonomy.BuiltIn.Classify(SmtpReply.Parse(text))?.Class);

    [Theory]
    [InlineData("550 5.7.64 x", "5.7.64")]
    [InlineData("550  5.7.64", "5.7.64")]
    [InlineData("550-5.7.64 x", "5.7.64")]
    [InlineData("550 5.7.64: x", "5.7.64")]
    [InlineData("451 5.7.3 STARTTLS is required", "5.7.3")]
    [InlineData("550 5.7.64. x", "5.7.64")]
    [InlineData("550 5.7.64.", "5.7.64")]
    [InlineData("550 #5.7.64 x", "5.7.64")]
    [InlineData("550-#5.7.64 x", "5.7.64")]
    [InlineData("550 ##5.7.64 x", null)]
    [InlineData("550 5.7.64.1 x", null)]
    [InlineData("550 5..64 x", null)]
    [InlineData("550 .7.64 x", null)]
    [InlineData("550 5.7. x", null)]
    [InlineData("550 512.7.64 x", null)]
    [InlineData("550 5.1234.64 x", null)]
    [InlineData("550 5.7.6400 x", null)]
    [InlineData("550 5.2.0.1 is listed", null)]
    [InlineData("550 2.1.5 x", null)]
    [InlineData("354 3.5.0 x", null)]
    [InlineData("550 192.0.2.1 is listed", null)]
    [InlineData("550 5.7", null)]
    [InlineData("550", null)]
    [InlineData("220 4.5.6 x", null)]
    public void Parse_finds_the_enhanced_code(string text, string? code) => Assert.Equal(code, SmtpReply.Parse(text).EnhancedCode);

    [Fact]
    public void Families_give_meaning_and_source() =>
        Assert.All(ReplyTaxonomy.BuiltIn.Families, family => Assert.True(family.Meaning.Length > 0 && family.Source.Length > 0 && family.Id.Length > 0));

    // Whatever stands behind the code of a look-alike, the words of a family A among it: only code and words together count.
    [Fact]
    public void Classify_look_alike_with_any_tail_is_never_class_a()
    {
        Gen<string> code = Gen.OneOf(
            "550 5.4.1", "550 5.7.1", "550 5.7.54", "530 5.7.57", "550 5.7.367", "550 5.7.368", "550 5.7.511", "550 5.7.705", "550 5.7.708", "550 5.7.711",
            "550 5.7.232", "550 5.7.233", "550 5.7.236", "550 5.7.750", "450 4.7.230", "550 5.7.230", "554 5.4.14", "451 4.4.316", "451 4.4.317", "452 4.5.3",
            "550 5.7.51", "550 5.7.68", "454 4.7.5", "451 5.7.3");
        Gen<string> range = Gen.OneOf(Gen.Int[606, 649].Select(n => $"550 5.7.{n}"), Gen.Int[500, 699].Select(n => $"451 4.7.{n}"), Gen.Int[850, 899].Select(n => $"451 4.7.{n}"));
        Gen<string> attr = Gen.OneOf(1, 2, 3, 5, 6, 14, 17, 18, 34, 55).Select(n => $"451 4.4.4 Temporary server error. Please try again later ATTR{n}");
        Gen<string> word = Gen.OneOf("Relay Access Denied", "TenantAttribution;", "TenantInboundAttribution;", "Attribution", "5.7.64", "550", "[host 2025-01-29T19:07:30.476Z 08DD3FA5DBC8F401]", "SMTP");
        Gen.Select(Gen.OneOf(code, range, attr), word.Array[0, 5]).Sample(
            (start, words) =>
                Assert.NotEqual(FamilyClass.A, ReplyTaxonomy.BuiltIn.Classify(SmtpReply.Parse(string.Join(' ', words.Prepend(start))))?.Class),
            iter: 20_000);
    }

    [Fact]
    public void Families_of_one_id_share_its_class() =>
        Assert.All(ReplyTaxonomy.BuiltIn.Families.GroupBy(family => family.Id), rows => Assert.Single(rows.Select(row => row.Class).Distinct()));

    [Fact]
    public void Families_spelled_out_and_read_again_are_the_same_table()
    {
        string table = string.Join('\n', ReplyTaxonomy.BuiltIn.Families.Select(row =>
            string.Join('\t', row.Id, row.Class, row.CodeText, row.EnhancedText, row.WordsText, row.Meaning, row.Source)));
        Assert.Equal(ReplyTaxonomy.BuiltIn.Fingerprint, ReplyTaxonomy.Read(new StringReader(table), "copy").Fingerprint);
        Assert.Contains("5.7.606-649", table, StringComparison.Ordinal);
    }
}
