using LogAnalytics.Queries;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Explaining;

/// <summary>How an incident's numbers came about: a statement for each, with every parameter written out.</summary>
public static class IncidentExplanation
{
    /// <param name="counting">Of the incident.</param>
    /// <param name="chart">What the report's chart of the incident shows.</param>
    public static IReadOnlyList<ExplainStep> Steps(Incident incident, IncidentCounting counting, ChartSpan chart)
    {
        IncidentCounts counts = incident.Counts;
        Dictionary<string, object?> window = new()
        {
            ["from"] = counting.From,
            ["to"] = counting.To,
            ["series"] = counting.Series,
            ["slice"] = counting.Slice,
            ["first_bad"] = counting.FirstBadTrial,
            ["last_bad"] = counting.LastBadTrial,
            ["comparable"] = counting.Comparable,
            ["any_server"] = counting.AnyServer,
            ["comparable_after"] = counting.IsRecoveredBeside ? CountedTrials.Terms([]) : counting.Comparable,
            ["first_bad_server"] = incident.Onset.FirstBad.Server,
            ["first_bad_at"] = incident.Onset.FirstBad.Time,
            ["last_bad_at"] = (incident.Recovery.LastBad ?? incident.Onset.FirstBad).Time,
            ["change_scope"] = counting.ChangeScope,
            ["passes"] = counting.ChangePasses + 1,
            ["last_good_at"] = incident.Onset.LastGood?.Time,
            ["chart_from"] = chart.From,
            ["chart_to"] = chart.To,
            ["bin_micros"] = chart.BinWidth.Ticks / TimeSpan.TicksPerMicrosecond,
            ["lines"] = Points(incident).Select(Place).ToList(),
        };
        List<ExplainStep> steps =
        [
            Step("during", Counted(window, counting.During), Row(
                ("sessions_during", counts.SessionsDuring), ("failed_during", counts.FailedDuring), ("rate_during", counts.RateDuring),
                ("rate_during_low", counts.RateDuringCi[0]), ("rate_during_high", counts.RateDuringCi[1]))),
        ];
        // What was failing when the logs begin has no before.
        if (counting.Before is { } before)
        {
            steps.Add(Step("before", Counted(window, before), Row(
                ("sessions_before", counts.SessionsBefore), ("failed_before", counts.FailedBefore), ("rate_before", counts.RateBefore),
                ("rate_before_low", counts.RateBeforeCi[0]), ("rate_before_high", counts.RateBeforeCi[1]))));
        }

        steps.Add(Step("messages", window, Row(("messages", counts.Messages), ("senders", counts.Senders))));
        steps.Add(Step("recipients", window, Row(("recipients_refused", counts.RecipientsRefused))));
        if (counting.Before is not null)
        {
            steps.Add(Step("last_good", window, Bound(incident.Onset.LastGood)));
            steps.Add(Step("last_informative_good", window, Bound(incident.Onset.LastInformativeGood)));
            steps.Add(Step("change_earliest", window, Row(("time", incident.Onset.ChangeEarliest))));
        }

        steps.Add(Step("first_bad", window, Bound(incident.Onset.FirstBad)));
        steps.Add(Step("last_bad", window, Bound(incident.Recovery.LastBad)));
        // What passes after a window without recovery is no recovery.
        if (incident.Recovery.FirstGood is { } firstGood)
            steps.Add(Step("first_good", window, Bound(firstGood)));
        steps.Add(Step("scope", window, Scope(incident)));
        steps.Add(Step("servers", window, [.. incident.Servers.SelectMany(Standing)]));
        // What was failing when the logs begin was in use before.
        if (incident.State == "onset")
            steps.Add(Step("first_uses", window, [.. incident.Onset.FirstUses.SelectMany(First)]));
        steps.Add(Step("companions", window, [.. incident.Companions.SelectMany(Companion)]));
        steps.Add(Step("affected", window, null));
        steps.Add(Step("timeline", window, null));
        steps.Add(Step("certificates", window, null));
        steps.Add(Step("values", window, null));
        steps.Add(Step("failures", window, null));
        steps.Add(Step("lines", window, null));
        return steps;
    }

    private static ExplainStep Step(string name, Dictionary<string, object?> parameters, IReadOnlyList<IReadOnlyDictionary<string, object?>>? expected) =>
        new(name, LiteralSql.Question("explain/" + name), LiteralSql.Of("explain/" + name, parameters), expected);

    private static Dictionary<string, object?> Counted(Dictionary<string, object?> window, CountedTrials counted) => new(window)
    {
        ["first"] = counted.FirstTrial,
        ["last"] = counted.LastTrial,
        ["slice"] = counted.Slice,
        ["outside"] = counted.Outside,
        ["except"] = counted.Except.Select(Set).ToList(),
    };

    private static SqlStruct Set(CountedTrials set) =>
        new(KeyValuePair.Create("first", (object?)set.FirstTrial), KeyValuePair.Create("last", (object?)set.LastTrial), KeyValuePair.Create("slice", (object?)set.Slice));

    private static IEnumerable<TrialPoint> Points(Incident incident) => new[]
    {
        incident.Onset.LastInformativeGood, incident.Onset.LastGood, incident.Onset.FirstBad, incident.Recovery.LastBad, incident.Recovery.FirstGood,
    }.OfType<TrialPoint>().Distinct();

    private static SqlStruct Place(TrialPoint point) => new(
        KeyValuePair.Create("server", (object?)point.Server), KeyValuePair.Create("session_id", (object?)point.SessionId),
        KeyValuePair.Create("file", (object?)point.File), KeyValuePair.Create("line", (object?)point.Line));

    private static IReadOnlyList<IReadOnlyDictionary<string, object?>> Bound(TrialPoint? point) => point is null
        ? []
        : Row(("time", point.Time), ("session_started_at", point.SessionStartedAt), ("server", point.Server), ("session_id", point.SessionId), ("file", point.File), ("line", point.Line));

    private static IReadOnlyList<IReadOnlyDictionary<string, object?>> Scope(Incident incident) => Row(
        ("servers", incident.Scope.Servers), ("connectors", incident.Scope.Connectors), ("certificates", incident.Scope.Certificates),
        ("remote_endpoints", incident.Scope.RemoteEndpoints), ("sender_domains", incident.Scope.SenderDomains), ("family", incident.Family), ("reply_code", incident.ReplyCode));

    private static IReadOnlyList<IReadOnlyDictionary<string, object?>> First(FirstUse use) => Row(
        ("server", use.Server), ("connector", use.Connector), ("attribute", use.Attribute), ("value", use.Value), ("first_used_at", use.FirstUsedAt),
        ("first_bad_at", use.FirstBadAt), ("from_value", use.FromValue), ("is_return", use.IsReturn), ("others", use.Others));

    private static IReadOnlyList<IReadOnlyDictionary<string, object?>> Standing(ServerStanding standing) => Row(
        ("server", standing.Server), ("connector", standing.Connector), ("certificate", standing.Certificate), ("last_good", standing.LastGood),
        ("first_bad", standing.FirstBad), ("last_bad", standing.LastBad), ("passed_during", standing.PassedDuring), ("failed_during", standing.FailedDuring));

    private static IReadOnlyList<IReadOnlyDictionary<string, object?>> Companion(CompanionRate rate) => Row(
        ("family", rate.Family), ("before", rate.Before), ("during", rate.During), ("sessions_before", rate.SessionsBefore), ("sessions_during", rate.SessionsDuring));

    private static IReadOnlyList<IReadOnlyDictionary<string, object?>> Row(params (string Column, object? Value)[] values) =>
        [values.ToDictionary(value => value.Column, value => value.Value)];
}
