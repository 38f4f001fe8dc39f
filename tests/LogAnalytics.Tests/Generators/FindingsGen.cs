using CsCheck;
using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Diagnosis;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Tests.Generators;

/// <summary>Findings whose every text is hostile.</summary>
internal static class FindingsGen
{
    private static readonly DateTime _noon = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>What terminals, Markdown, spreadsheets and browsers act on.</summary>
    public static readonly Gen<string> Text = Gen.OneOf(
        HostileText.Gen,
        Gen.OneOf(
            "\u001b]0;owned\u0007", "\u001b[2J\u001b[1;1H", "\u009b31m", "safe\u202egnp.exe", "\u2066x\u2069", "\U000e0041\U000e0042", "\ud800", "\r\nMAJOR INC-1", "\u2028",
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](http://evil.example/x)", "http://evil.example", "| a | b |", "# heading", "```\ncode", "&lt;",
            "~~struck~~", "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "a;=1+1", "a\t=1", "\t=1", " =1", "＝1+1", "\"quoted\"", "a,b", "NULL", ""),
        Gen.String);

    private static readonly Gen<DateTime> _time = Gen.Int[-100_000, 100_000].Select(seconds => _noon.AddSeconds(seconds));

    private static readonly Gen<long> _count = Gen.Long[0, 5000];

    private static readonly Gen<TrialPoint> _point = Gen.Select(_time, Text, Text, Text, _count).Select((time, server, session, file, line) => new TrialPoint(time, time, server, session, file, line));

    private static readonly Gen<Cause> _cause = Gen.Select(Gen.OneOf(CauseIds.CertificateNameChanged, CauseIds.CloudSideChange, CauseIds.Undetermined), Gen.Enum<Confidence>(), Text.Array[0, 3], Text.Array[0, 2], Text.Array[0, 2])
        .Select((id, confidence, pro, contra, missing) => new Cause(id, confidence, pro, contra, missing));

    private static readonly Gen<Remedy> _remedy = Gen.Select(Text, Text, Text, Text, Text)
        .Select((title, check, command, undo, proof) => new Remedy(CauseIds.CertificateNameChanged, title, "Exchange Management Shell", check, undo, command, undo, undo, proof, proof));

    private static readonly Gen<CountedTrials> _counted = Gen.Select(_count, _count, Text.Null().Array[1, 3])
        .Select((first, last, values) => new CountedTrials(first, last, new Dictionary<string, IReadOnlyList<string?>> { ["server"] = values }, new Dictionary<string, IReadOnlyList<string?>>(), []));

    private static readonly Gen<Incident> _incident =
        Gen.Select(Text.Array[1, 3], _point, _point, _point, Gen.Select(_count, _count, _count), _cause.Array[1, 3], Gen.Select(_remedy.Array[0, 2], Gen.Bool, Text, _counted))
            .Select((names, good, bad, after, counts, causes, rest) => new Incident
            {
                Id = "INC-20260310-00ff00",
                State = rest.Item2 ? "onset" : "pre_existing",
                Status = rest.Item2 ? "recovered" : "ongoing",
                Severity = rest.Item2 ? "major" : "minor",
                Family = "tenant_attribution",
                ReplyCode = 550,
                Scope = new IncidentScope(names, names, names, names, names),
                Onset = new IncidentOnset(rest.Item2 ? good : null, rest.Item2 ? good : null, bad, rest.Item2 ? good.Time : null, bad.Time, rest.Item2, rest.Item3, rest.Item3)
                {
                    FirstUses = [new FirstUse(names[0], names[0], "certificate", rest.Item3, bad.Time, bad.Time, null, false, names)],
                },
                Recovery = new IncidentRecovery(bad, rest.Item2 ? after : null),
                Counts = new IncidentCounts
                {
                    SessionsBefore = counts.Item1,
                    FailedBefore = 0,
                    SessionsDuring = counts.Item2,
                    FailedDuring = counts.Item2,
                    RateBefore = 0,
                    RateBeforeCi = [0, 0.5],
                    RateDuring = 1,
                    RateDuringCi = [0.5, 1],
                    RecipientsRefused = counts.Item3,
                    Messages = counts.Item3,
                    Senders = counts.Item3,
                },
                Counting = new IncidentCounting("exchange_online/relay", null, null, rest.Item4.Slice, 1, 2, rest.Item4.Slice, false, rest.Item2, rest.Item4.Slice, 3, rest.Item4, rest.Item4),
                Servers = [new ServerStanding(names[0], rest.Item3, rest.Item3, good.Time, bad.Time, bad.Time, 1, 2)],
                Companions = [new CompanionRate("server_busy", 1, 2, 3, 4)],
                Certificates = [new CertificateFacts(rest.Item3, rest.Item3, rest.Item3, rest.Item3, names, null, good.Time, good.Time, bad.Time, names)],
                Changes = [new IncidentChange(bad.Time, "inbound_connector", rest.Item3, "41 min before", rest.Item3, rest.Item3)],
                Causes = causes,
                Remediation = rest.Item1,
            });

    public static readonly Gen<FindingsDocument> Document =
        Gen.Select(_incident.Array[0, 3], Text.Array[1, 3], _time).Select((incidents, texts, time) => new FindingsDocument
        {
            GeneratedAt = _noon,
            From = time,
            To = time.AddDays(1),
            Coverage = [new CoverageSpan(texts[0], "Hub", time, time.AddDays(1), 10, "own", [new CoverageGap(time, time.AddHours(1), "missing_instance", texts[^1])])],
            Rotations = [new Rotation(texts[0], "Hub", texts[^1], "certificate", texts[^1], time, time, 3, texts[0], time, false)],
            Checks = [new CheckResult("attribution_onset", 10, incidents.Length, 1, "attribution onset ran on 10 messages"), new CheckResult("clock_skew", 10, 0, null, texts[0])],
            Observations = [.. texts.Select(text => new Observation("partner_refusal", text, new Dictionary<string, object?> { ["recipient_domain"] = text, ["refused"] = 3L }))],
            Exports = [new SideInput(texts[0], null, "csv", new SortedDictionary<string, int> { ["inbound_connectors"] = 1 }, texts, texts[^1])],
            Incidents = incidents,
        });
}
