using System.Globalization;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Detection;
using LogAnalytics.Queries;

namespace LogAnalytics.Tests.Queries;

/// <summary>A row of the macro <c>trials</c>; values in the order of <see cref="SeriesReader.Attributes"/>.</summary>
internal sealed record MacroTrial(
    long Id, bool Failed, bool IsAttributed, bool IsInformative, bool IsRetry, string?[] Values, string SenderDomain, string[] Accepted, string[] Refused,
    string RetryKey, string Sender, DateTime At, long RecipientsRefused)
{
    public string Server => Values[0]!;

    public static List<MacroTrial> Read(LakeDatabase database)
    {
        const string Sql = """
            SELECT
                trial_id, failed, is_attributed, is_informative, is_retry, server, connector_id, sent_certificate_thumbprint, public_address, starttls,
                tls_protocol, local_address, sender_slice, recipient_slice, sender_domain, array_to_string(accepted_domains, ' '),
                array_to_string(failed_domains, ' '), CAST(retry_key AS VARCHAR), sender, decided_at, coalesce(r.refused, 0)
            FROM trials(NULL, NULL)
            LEFT JOIN (
                SELECT server, service, session_id, session_split, message_index, count(*) AS refused
                FROM recipients
                WHERE family IN (SELECT id FROM reply_families WHERE class = 'A')
                GROUP BY ALL
            ) AS r USING (server, service, session_id, session_split, message_index)
            ORDER BY trial_id
            """;
        using QueryResult result = database.Read(Sql);
        List<MacroTrial> trials = [];
        while (result.Read())
        {
            string?[] row = [.. Enumerable.Range(0, result.Columns.Count).Select(i => ValueText.Of(result.Value(i)))];
            trials.Add(new MacroTrial(
                Number(row[0]), row[1] == "true", row[2] == "true", row[3] == "true", row[4] == "true", row[5..14], row[14] ?? "", Words(row[15]), Words(row[16]),
                row[17] ?? "", row[18] ?? "", (DateTime)result.Value(19)!, Number(row[20])));
        }

        return trials;

        static long Number(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);
        static string[] Words(string? text) => string.IsNullOrEmpty(text) ? [] : text.Split(' ');
    }
}

/// <summary>What the evidence counts of an onset, by plain loops over the trials of the macro.</summary>
internal sealed class PlainScope
{
    private readonly IReadOnlyList<MacroTrial> _trials;
    private readonly Onset _onset;
    private readonly HashSet<string> _servers;
    private readonly HashSet<string> _hosted;
    private readonly long _windowEnd;

    public PlainScope(IReadOnlyList<MacroTrial> trials, Onset onset)
    {
        (_trials, _onset) = (trials, onset);
        MacroTrial[] window = [.. trials.Where(trial => IsInSlice(trial) && trial.Id >= onset.FirstBadTrial && trial.Id <= onset.LastBadTrial)];
        _servers = [.. window.Where(trial => trial.Failed).Select(trial => trial.Server)];
        HashSet<string> refused = [.. trials.SelectMany(trial => trial.Failed ? trial.Refused : [])];
        MacroTrial[] refusable = [.. window.Where(trial => trial.Failed || trial.Accepted.Any(refused.Contains))];
        bool isTotal = refusable.Length > 0 && refusable.Count(trial => trial.Failed) >= 0.95 * refusable.Length;
        _hosted = isTotal ? [.. window.Where(trial => !trial.Failed).SelectMany(trial => trial.Accepted).Except(refused)] : [];
        long nextGood = trials.FirstOrDefault(trial => trial.Id > onset.LastBadTrial && Proves(trial) && IsOnServers(trial) && IsConcerned(trial))?.Id ?? long.MaxValue;
        _windowEnd = trials.Last(trial => trial.Failed && IsInSlice(trial)
            && (trial.Id == onset.LastBadTrial || (trial.IsRetry && trial.Id > onset.LastBadTrial && trial.Id < nextGood))).Id;
    }

    public IReadOnlyList<MacroTrial> Failures => [.. During.Where(trial => trial.Failed && IsInSlice(trial))];

    public IEnumerable<(string Server, string? Connector, string? Certificate, DateTime? LastGood, DateTime? FirstBad, DateTime? LastBad, long Passed, long Failed)> Standing() =>
        from trial in _trials.Where(trial => trial.Id <= _windowEnd && IsConcerned(trial))
        group trial by (trial.Server, Connector: trial.Values[1], Certificate: trial.Values[2]) into own
        let bad = own.Where(trial => trial.Id >= _onset.FirstBadTrial && trial.Failed && IsInSlice(trial)).ToArray()
        let once = own.Where(trial => trial.Id >= _onset.FirstBadTrial && !trial.IsRetry).ToArray()
        select (own.Key.Server, own.Key.Connector, own.Key.Certificate, Latest(own.Where(Proves)), Earliest(bad), Latest(bad), once.LongCount(Proves), once.LongCount(trial => trial.Failed));

    /// <summary>Time and server by name of the bound.</summary>
    public Dictionary<string, (DateTime, string)> Bounds()
    {
        MacroTrial[] before = [.. _trials.Where(trial => trial.Id < _onset.FirstBadTrial && trial.IsAttributed && !trial.Failed)];
        SliceTerm[] bound = [.. _onset.Slice.Where(term => term.Attribute != "server" && before.Any(trial => Proves(trial) && IsOnServers(trial) && Holds(term, trial)))];
        bool IsBound(MacroTrial trial) => bound.All(term => Holds(term, trial));
        MacroTrial[] good = [.. before.Where(trial => IsBound(trial) && IsOnServers(trial))];
        if (good.Length == 0)
            good = [.. before.Where(IsBound)];
        Dictionary<string, MacroTrial?> bounds = new()
        {
            ["last_good"] = good.LastOrDefault(),
            ["last_informative_good"] = good.LastOrDefault(Proves),
            ["first_bad"] = _trials.Single(trial => trial.Id == _onset.FirstBadTrial),
            ["last_bad"] = Failures[^1],
            ["first_good"] = !_onset.IsRecovered ? null : _trials.FirstOrDefault(trial => trial.Id > _windowEnd && Proves(trial) && IsOnServers(trial)
                && IsConcerned(trial) && (_onset.IsRecoveredBeside || IsBound(trial))),
        };
        return bounds.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => (pair.Value!.At, pair.Value.Server));
    }

    public DateTime? ChangeEarliest()
    {
        if (!Bounds().TryGetValue("last_good", out (DateTime At, string) lastGood))
            return null;
        MacroTrial[] passes = [.. _trials.Where(trial => trial.Id < _onset.FirstBadTrial && trial.IsAttributed && Proves(trial) && trial.At <= lastGood.At
            && _onset.ChangeScope.All(term => Holds(term, trial)))];
        return passes.Length == 0 ? lastGood.At : passes[Math.Max(0, passes.Length - 1 - (int)_onset.ChangePasses)].At;
    }

    private IEnumerable<MacroTrial> During => _trials.Where(trial => trial.Id >= _onset.FirstBadTrial && trial.Id <= _windowEnd);

    public static bool Holds(SliceTerm term, MacroTrial trial) => term.Values.Contains(trial.Values[Array.IndexOf(SeriesReader.Attributes, term.Attribute)]);

    private bool IsInSlice(MacroTrial trial) => _onset.Slice.All(term => Holds(term, trial));

    private bool IsConcerned(MacroTrial trial) => _onset.Slice.Where(term => term.Attribute is "sender_domain" or "recipient_domain").All(term => Holds(term, trial));

    private bool IsOnServers(MacroTrial trial) => _servers.Contains(trial.Server);

    private bool Proves(MacroTrial trial) => !trial.Failed && trial.IsInformative && !trial.Accepted.All(_hosted.Contains);

    private static DateTime? Earliest(IEnumerable<MacroTrial> trials) => trials.Select(trial => (DateTime?)trial.At).Min();

    private static DateTime? Latest(IEnumerable<MacroTrial> trials) => trials.Select(trial => (DateTime?)trial.At).Max();
}
