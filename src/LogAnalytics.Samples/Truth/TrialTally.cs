using LogAnalytics.Samples.Sessions;
using LogAnalytics.Samples.World;
using LogAnalytics.Samples.Writing;

namespace LogAnalytics.Samples.Truth;

/// <summary>
/// Follows the rows as they are written, in time order over all servers, and keeps of them what
/// the truth needs: so the truth is about what stands in the files, and its memory does not grow.
/// </summary>
internal sealed class TrialTally(SampleWorld world)
{
    private readonly SortedSet<string> _servers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _connectors = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _senderDomains = new(StringComparer.Ordinal);
    private TruthPoint? _lastGood, _lastInformativeGood, _firstBad, _lastBad, _firstGood;
    private long _before, _failed, _messages, _refused;

    public long Count { get; private set; }
    public long FailedCount { get; private set; }
    public long BackgroundCount { get; private set; }

    /// <summary>Takes in a trial once its session's course is known; counts only.</summary>
    public void Add(Trial trial)
    {
        if (!trial.Failed && !trial.Passed)
            return;
        Count++;
        if (!trial.Failed)
            return;
        FailedCount++;
        if (!trial.OfIncident)
        {
            BackgroundCount++;
            return;
        }

        _failed++;
        _messages += trial.FailedBefore ? 0 : 1;
        _refused += trial.RecipientsRefused;
        _servers.Add(world.Servers[trial.Session.Server].Name);
        _connectors.Add(world.Connectors[trial.Session.Connector].Id);
        _senderDomains.Add(trial.SenderDomain);
    }

    /// <summary>The row of the deciding reply was written; a reply of several rows calls once for each.</summary>
    public void Decided(Trial trial, long timeMs, RowPlace place)
    {
        if (trial.Point is not null)
        {
            trial.Point.LineEnd = place.Line;
            return;
        }

        trial.Point = new TruthPoint
        {
            Time = DateTimeOffset.FromUnixTimeMilliseconds(timeMs).UtcDateTime,
            Server = world.Servers[trial.Session.Server].Name,
            SessionId = trial.Session.SessionId.ToString("X16"),
            File = place.File,
            Line = place.Line,
        };
        if (trial.OfIncident)
        {
            _firstBad ??= trial.Point;
            _lastBad = trial.Point;
            _firstGood = null;
        }
        else if (trial.Passed && world.Episode.Affects[trial.Session.Server] && world.Episode.Concerns(trial.SenderDomain))
            Passed(trial);
    }

    private void Passed(Trial trial)
    {
        if (_firstBad is not null)
        {
            if (trial.Informative)
                _firstGood ??= trial.Point;
            return;
        }

        _before++;
        if (trial.Session.HasAttributionError)
            return;
        _lastGood = trial.Point;
        if (trial.Informative)
            _lastInformativeGood = trial.Point;
    }

    public IReadOnlyList<TruthIncident> ToTruth()
    {
        Episode episode = world.Episode;
        if (_firstBad is null)
            return [];
        bool recovered = episode.Recovers && _firstGood is not null;
        return
        [
            new TruthIncident
            {
                Cause = episode.Cause, CauseObservable = IsCauseObservable(), Family = episode.Family, Servers = [.. _servers], Connectors = [.. _connectors],
                ChangeAt = episode.PreExisting ? null : Earliest(episode.FromMs), RecoverAt = recovered ? Earliest(episode.UntilMs) : null,
                State = episode.PreExisting ? "pre_existing" : "onset", Status = recovered ? "recovered" : "ongoing",
                LastGood = episode.PreExisting ? null : _lastGood, LastInformativeGood = episode.PreExisting ? null : _lastInformativeGood,
                FirstBad = _firstBad, LastBad = _lastBad, FirstGood = recovered ? _firstGood : null,
                TrialsBefore = _before, TrialsFailed = _failed, MessagesFailed = _messages, RecipientsRefused = _refused, SenderDomains = [.. _senderDomains],
            },
        ];
    }

    // The old shape logs no dates of a certificate, so its expiry cannot be seen there.
    private bool IsCauseObservable() =>
        !world.Episode.PreExisting
        && (world.Episode.Cause != "certificate_expired" || world.Servers.Where((_, server) => world.Episode.Affects[server]).Any(server => server.Shape != RowShape.Old));

    private DateTime Earliest(long[] times) =>
        DateTimeOffset.FromUnixTimeMilliseconds(times.Where((_, server) => world.Episode.Affects[server]).Min()).UtcDateTime;
}
