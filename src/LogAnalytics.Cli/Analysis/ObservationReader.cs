using LogAnalytics.Detection;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What is worth knowing and is no incident: one sender's or one partner's refusals, and what these logs cannot show.</summary>
public sealed class ObservationReader(LakeDatabase database)
{
    public static readonly string[] TrialKinds = ["persistent_unverified_sender", "single_sender_window", "partner_refusal"];

    /// <summary>Kinds that are looked for in sessions with the service, and how many those are.</summary>
    public IReadOnlyList<(string Kind, long Sessions)> SessionKinds { get; private set; } = [];

    /// <summary>Those first that may be the only sign of lost attribution.</summary>
    public IReadOnlyList<Observation> Read(IEnumerable<GuardFinding> findings, OnsetOptions options)
    {
        long sessions = database.Query("tables/sessions_total", row => row.Number("service_sessions"))[0];
        SessionKinds = [.. new[] { CompanionOnsets.Kind, "silent_connector", "not_observable", "clock_skew" }.Select(kind => (kind, sessions))];
        return
        [
            .. CompanionOnsets.Read(database, options),
            .. SilentConnectors(),
            .. findings.Select(Of),
            .. database.Query("tables/partner_refusals", row => new Observation(
                "partner_refusal",
                $"{row.Text("recipient_domain")} refused {Say.Count(row.Number("refused"))} recipients on '{row.Text("connector")}', which delivers by MX: the partner's own tenant is at fault.",
                new Dictionary<string, object?>
                {
                    ["recipient_domain"] = row.Text("recipient_domain"), ["connector"] = row.Text("connector"), ["refused"] = row.Number("refused"),
                    ["accepted"] = row.Number("accepted"), ["first"] = row.Time("first_at"), ["last"] = row.Time("last_at"),
                })),
            .. database.Query("tables/not_observable", row => new Observation(
                "not_observable",
                $"'{row.Text("connector")}' sends to the tenant only: lost attribution never shows there as 5.7.64.",
                new Dictionary<string, object?> { ["connector"] = row.Text("connector"), ["sessions"] = row.Number("sessions"), ["relay_evidence"] = row.Text("relay_evidence") })),
            .. database.Query("tables/clock_skew", row => new Observation(
                "clock_skew",
                $"The clock of {row.Text("server")} is {Say.Span(TimeSpan.FromMilliseconds(Math.Abs(row.Number("ahead_ms"))))} {(row.Number("ahead_ms") > 0 ? "ahead of" : "behind")} the receivers' clocks: its times do not compare with those of other servers.",
                new Dictionary<string, object?> { ["server"] = row.Text("server"), ["ahead_ms"] = row.Number("ahead_ms"), ["days"] = row.Number("days") })),
        ];
    }

    private IEnumerable<Observation> SilentConnectors() => database.Query("tables/silent_connectors", row =>
    {
        (DateTime last, DateTime? resumed, long missing) = (row.Time("last_at")!.Value, row.Time("resumed_at"), row.Number("certificate_missing"));
        return new Observation(
            "silent_connector",
            $"'{row.Text("connector")}' has no session between {Say.Time(last)} and {(resumed is null ? "the end of the logs" : Say.Time(resumed))}, while its servers went on; at least {Say.Count(row.Number("due"))} were due."
            + (missing > 0 ? $" {Say.Count(missing)} sessions around its start say 454 4.7.5: the certificate could not be found." : ""),
            new Dictionary<string, object?>
            {
                ["connector"] = row.Text("connector"),
                ["last_session"] = last,
                ["resumed"] = resumed,
                ["hours"] = row.Number("hours"),
                ["sessions_due"] = row.Number("due"),
                ["rhythm"] = row.Text("rhythm"),
                ["certificate_not_found"] = missing,
            });
    });

    private static Observation Of(GuardFinding finding)
    {
        (string kind, string text) = finding.Kind switch
        {
            GuardKind.PersistentUnverifiedSender => ("persistent_unverified_sender",
                $"Sender domain {finding.Value} failed in {Say.Count(finding.Failed)} of {Say.Count(finding.Trials)} messages while others passed: it is not accepted by the tenant."),
            GuardKind.SingleSenderWindow => ("single_sender_window",
                $"Only sender domain {finding.Value} failed ({Say.Count(finding.Failed)} of {Say.Count(finding.Trials)} messages)."),
            _ => ("partner_refusal",
                $"Only recipient domain {finding.Value} refused ({Say.Count(finding.Failed)} of {Say.Count(finding.Trials)} messages): that partner's own tenant is at fault."),
        };
        return new Observation(kind, text, new Dictionary<string, object?>
        {
            [finding.Attribute] = finding.Value,
            ["trials"] = finding.Trials,
            ["failed"] = finding.Failed,
            ["first"] = LogTime.ToDateTime(finding.FirstFailedTimeMicros),
            ["last"] = LogTime.ToDateTime(finding.LastFailedTimeMicros),
        });
    }
}
