using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogAnalytics.Detection;
using LogAnalytics.Diagnosis;
using LogAnalytics.Exports;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Cli.Analysis;

/// <summary>An onset becomes an incident: its bounds, its size, its causes and remedies.</summary>
/// <param name="from">Bounds on the replies that were looked at; null: open.</param>
public sealed class IncidentBuilder(LakeDatabase database, IReadOnlyList<CoverageSpan> coverage, ExportSet exports, DateTime? from, DateTime? to)
{
    private bool _isPrepared;

    public Incident Build(Onset onset)
    {
        if (!_isPrepared)
            EvidenceReader.Prepare(database);
        _isPrepared = true;
        EvidenceReader reader = new(database, onset, exports);
        Bracket bracket = reader.ReadBracket();
        WindowCounts counts = reader.ReadCounts();
        IncidentEvidence evidence = reader.ReadEvidence(bracket, counts);
        var diagnosis = CauseAnalysis.Diagnose(evidence);
        bool isRecovered = onset.IsRecovered && bracket["first_good"] is not null;
        TrialPoint firstBad = bracket["first_bad"]!;
        string? gapNote = bracket["last_good"] is { } good ? CoverageSummary.Between(coverage, counts.Scope.Servers, good.Time, firstBad.Time) : null;
        string id = IdOf(onset, counts.Family, firstBad);
        reader.KeepRefusals(id);
        return new Incident
        {
            Id = id,
            State = onset.IsPreExisting ? "pre_existing" : "onset",
            Status = isRecovered ? "recovered" : "ongoing",
            Severity = onset.Severity == OnsetSeverity.Major ? "major" : "minor",
            Family = counts.Family,
            ReplyCode = counts.ReplyCode,
            Scope = counts.Scope,
            Onset = new IncidentOnset(
                onset.IsPreExisting ? null : bracket["last_good"],
                onset.IsPreExisting ? null : bracket["last_informative_good"],
                firstBad,
                onset.IsPreExisting ? null : reader.ReadChangeEarliest(bracket),
                LogTime.ToDateTime(onset.ChangeByMicros),
                gapNote is not null,
                gapNote,
                onset.IsPreExisting ? null : reader.ReadSkewNote(bracket))
            {
                // That of the server of the first failure comes first: it dates the onset.
                FirstUses = onset.IsPreExisting ? [] : [.. reader.ReadFirstUses().OrderBy(use => use.Server == firstBad.Server ? 0 : 1).ThenBy(use => use.FirstBadAt)],
            },
            Recovery = new IncidentRecovery(bracket["last_bad"], isRecovered ? bracket["first_good"] : null),
            Counts = Counts(onset, counts),
            Counting = reader.Counting(from, to),
            Servers = reader.ReadServers(),
            Companions = reader.ReadCompanions(bracket),
            Certificates = evidence.Certificates,
            Changes = [.. KnownChanges.Near(exports.Changes, firstBad.Time).Select(change => new IncidentChange(
                change.Time, JsonNamingPolicy.SnakeCaseLower.ConvertName(change.Kind.ToString()), change.Text, KnownChanges.Distance(change.Time, firstBad.Time), change.By, change.Source))],
            Causes = diagnosis.Causes,
            Remediation = diagnosis.Remedies,
        };
    }

    private static IncidentCounts Counts(Onset onset, WindowCounts counts)
    {
        (double beforeLow, double beforeHigh) = WilsonInterval.Of(onset.FailedBefore, onset.TrialsBefore);
        (double duringLow, double duringHigh) = WilsonInterval.Of(onset.FailedDuring, onset.TrialsDuring);
        return new IncidentCounts
        {
            SessionsBefore = onset.TrialsBefore,
            FailedBefore = onset.FailedBefore,
            SessionsDuring = onset.TrialsDuring,
            FailedDuring = onset.FailedDuring,
            RateBefore = Rate(onset.FailedBefore, onset.TrialsBefore),
            RateBeforeCi = [beforeLow, beforeHigh],
            RateDuring = Rate(onset.FailedDuring, onset.TrialsDuring),
            RateDuringCi = [duringLow, duringHigh],
            RecipientsRefused = counts.RecipientsRefused,
            Messages = counts.Messages,
            Senders = counts.Senders,
        };
    }

    private static double Rate(long failed, long trials) => trials == 0 ? 0 : (double)failed / trials;

    // The first failed session stays the first however many rows follow.
    private static string IdOf(Onset onset, string family, TrialPoint firstBad)
    {
        string key = string.Join('|', onset.Group, family, firstBad.Server, firstBad.SessionId);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"INC-{firstBad.Time:yyyyMMdd}-{hash[..6]}");
    }
}
