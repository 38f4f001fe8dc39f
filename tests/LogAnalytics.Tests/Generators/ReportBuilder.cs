using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Sessions;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Tests.Generators;

/// <summary>Findings and details in which every text that may come from a log is what <paramref name="text"/> gives.</summary>
internal sealed class ReportBuilder(Func<string, string> text)
{
    private static readonly DateTime _start = new(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc);

    public static ReportBuilder Plain { get; } = new(value => value);

    public FindingsDocument Findings(int incidents, string status = "ongoing", int? replyCode = 550) => new()
    {
        GeneratedAt = _start.AddDays(1),
        From = _start,
        To = _start.AddHours(12),
        Coverage =
        [
            new CoverageSpan(text("EX01"), "Hub", _start, _start.AddHours(12), 100, "own", [new CoverageGap(_start.AddHours(5), _start.AddHours(6), "missing_instance", text("SEND2026031011-2 is missing"))]),
            new CoverageSpan(text("EX02"), "Hub", _start, _start.AddHours(12), 80, "none", []),
        ],
        Checks = [new CheckResult("attribution_onset", 180, incidents, 0.96, "attribution onset ran on 180 messages"), new CheckResult("clock_skew", 180, 0, 0.96, "clock skew ran on 180 sessions, 0 hits")],
        Observations = [new Observation("partner_refusal", text("fabrikam.com refused 3 recipients"), new Dictionary<string, object?>())],
        Exports = [new SideInput(text("exports/connectors.csv"), null, "csv", new Dictionary<string, int> { ["inbound_connector"] = 2 }, [text("a value was lost")], null)],
        Incidents = [.. Enumerable.Range(0, incidents).Select(i => IncidentOf(i, status, replyCode))],
    };

    public ReportDetails Details(FindingsDocument findings) => new()
    {
        Incidents = findings.Incidents.ToDictionary(incident => incident.Id, DetailsOf),
        Endpoints = new Capped<EndpointUse>(
            [new EndpointUse(text("AAAA1111"), text("CN=mail.contoso.com"), text("192.0.2.24:25"), text("a.mail.protection.outlook.com"), [text("EX01")], [text("Outbound")], 20, 8, 12, _start, _start, _start, _start)], 7),
        Lineage = new Capped<ValueRun>([new ValueRun(text("EX01"), "Hub", text("Outbound"), "certificate", text("AAAA1111"), _start, _start.AddHours(3), 20, 8, 12)], 1),
        Heat = new HeatMap(_start, 1, 13, [new HeatRow(text("EX01"), "Hub", new Dictionary<int, long> { [0] = 5, [7] = 20 })], 2),
        OtherRefusals = new Capped<OtherRefusal>([new OtherRefusal("server_busy", "C", 451, text("4.7.500"), text("throttled"), "recipients", 4, [text("EX01")], _start, _start)], 1),
    };

    private Incident IncidentOf(int number, string status, int? replyCode)
    {
        DateTime bad = _start.AddHours(4).AddMinutes(number);
        return new Incident
        {
            Id = $"INC-20260310-{number:x6}",
            State = "onset",
            Status = status,
            Severity = number == 0 ? "major" : "minor",
            Family = "tenant_attribution",
            ReplyCode = replyCode,
            Scope = new IncidentScope([text("EX01")], [text("Outbound to Office 365")], [text("BBBB2222")], [text("192.0.2.24:25")], [text("contoso.com")]),
            Onset = new IncidentOnset(Point(bad.AddMinutes(-10), 44), Point(bad.AddMinutes(-20), 40), Point(bad, 23), bad.AddMinutes(-10), bad, true, text("EX01 Hub missing"), text("the clocks differ"))
            {
                FirstUses = [new FirstUse(text("EX01"), text("Outbound"), "certificate", text("BBBB2222"), bad.AddMinutes(-1), bad, text("AAAA1111"), false, [text("EX02")])],
            },
            Recovery = new IncidentRecovery(Point(bad.AddHours(2), 99), status == "recovered" ? Point(bad.AddHours(3), 120) : null),
            Counts = new IncidentCounts
            {
                SessionsBefore = 60,
                FailedBefore = 0,
                SessionsDuring = 17 + number,
                FailedDuring = 13,
                RateBefore = 0,
                RateBeforeCi = [0, 0.06],
                RateDuring = 13.0 / (17 + number),
                RateDuringCi = [0.5, 0.9],
                RecipientsRefused = 31,
                Messages = 13,
                Senders = 9,
            },
            Servers =
            [
                new ServerStanding(text("EX01"), text("Outbound"), text("BBBB2222"), null, bad, bad.AddHours(2), 0, 13),
                new ServerStanding(text("EX02"), text("Outbound"), text("AAAA1111"), bad.AddHours(1), null, null, 4, 0),
                new ServerStanding(text("EX01"), text("Outbound"), null, null, null, null, 0, 0),
            ],
            Companions = [new CompanionRate("server_busy", 0, 50, 4, 20)],
            Certificates =
            [
                new CertificateFacts(text("AAAA1111"), text("CN=*.contoso.com"), text("CN=Fabrikam"), "01", [text("*.contoso.com")], _start, _start.AddYears(1), _start, bad, [text("EX01")]),
                new CertificateFacts(text("BBBB2222"), text("CN=mail.contoso-group.example"), text("CN=Fabrikam"), "02", null, null, null, bad, bad, [text("EX01")]),
            ],
            Changes = [new IncidentChange(bad.AddMinutes(-23), "inbound_connector", text("Set-InboundConnector disabled it"), "23 min before", text("admin@contoso.com"), text("audit.csv"))],
            Causes =
            [
                new Cause("certificate_name_changed", Confidence.Strong, [text("13 of 13 failures carry it")], [], [text("TlsSenderCertificateName")]),
                new Cause("certificate_chain", Confidence.Weak, [], [text("the names changed")], []),
            ],
            Remediation = [new Remedy("certificate_name_changed", "Set the name", "Exchange Online PowerShell", text("Get-InboundConnector"), text("it is accepted"), text("Set-InboundConnector -Identity 'x'"), text("all mail"), text("set it back"), text("250 again"), "https://learn.microsoft.com/exchange/")],
        };
    }

    private IncidentDetails DetailsOf(Incident incident) => new()
    {
        Timeline = new Timeline(new ChartSpan(_start, TimeSpan.FromHours(1), 13), [new TimelineBin(0, 5, 1, 0), new TimelineBin(4, 1, 0, 7)]),
        Certificates =
        [
            new CertificateRun(text("EX01"), text("Outbound"), text("AAAA1111"), _start, _start.AddHours(5), 20),
            new CertificateRun(text("EX01"), text("Outbound"), text("BBBB2222"), _start.AddHours(4), _start.AddHours(12), 20),
            new CertificateRun(text("EX02"), text("Outbound"), null, _start, _start.AddHours(12), 20),
        ],
        Affected = new AffectedTotals(30, 29, 1, 2, 3),
        Senders = new Capped<AffectedParty>([new AffectedParty("", 20, 1, _start, _start), new AffectedParty(text("a@contoso.com"), 10, 1, _start, _start)], 9),
        RecipientDomains = new Capped<AffectedParty>([new AffectedParty(text("fabrikam.com"), 30, 2, _start, _start)], 1),
        FirstRefusals = [new AffectedMessage(incident.Id, text("<1@contoso.com>"), text("a@contoso.com"), text("b@fabrikam.com"), 1, _start, _start, 550, "5.7.64", text("550 5.7.64 TenantAttribution"), "bounced", null, null, text("EX01"), text("08DE0001"), text("EX01/SEND.LOG"), 23)],
        Comparison = TranscriptAlignment.Of(Session("attributed", "250 2.1.5 Recipient OK"), Session("attribution_failed", "550 5.7.64 TenantAttribution; Relay Access Denied")),
        Cited = new Dictionary<string, CitedRow> { ["first_bad"] = new(text("EX01"), text("08DE0001"), text("Outbound"), text("192.0.2.24:25"), Row(3, "<", text("550 5.7.64 TenantAttribution"), "")) },
    };

    private SessionTranscript Session(string outcome, string reply) => new(
        text("EX01"), "Hub", text("08DE0001"), text("Outbound"), text("192.0.2.24:25"), _start, outcome,
        [Row(0, "<", text("220 a.mail.protection.outlook.com"), ""), Row(1, ">", text("RCPT TO:<b@fabrikam.com>"), ""), Row(2, "*", text("CN=x"), text("Sending certificate")), Row(3, "<", text(reply), "")]);

    private TranscriptRow Row(int number, string rowEvent, string data, string context) =>
        new(number, _start.AddSeconds(number), rowEvent, data, context, null, text("EX01/SEND.LOG"), number + 6, 0);

    private TrialPoint Point(DateTime time, long line) => new(time, time.AddSeconds(-1), text("EX01"), text("08DE0001"), text("EX01/SEND.LOG"), line);
}
