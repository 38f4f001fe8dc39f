namespace LogAnalytics.Detection.Calibration;

/// <summary>
/// Plants incidents into copies of a series and counts what the search makes of them. Every incident has a seed of its own, so the
/// counts depend neither on threads nor on what else is planted.
/// </summary>
public sealed class SeriesCalibration
{
    private const double Wanted = 0.95;
    private const int ShufflesPerRepeat = 10;

    private readonly CalibrationOptions _options;
    private readonly TrialList _trials;
    private readonly List<ExcludedWindow> _excluded = [];
    private readonly List<int> _inSeries = [];
    private readonly SeriesEncoder _encoder;

    public SeriesCalibration(TrialList trials, CalibrationOptions options)
    {
        _options = options;
        var all = new SeriesEncoder(trials).Encode(trials.Failed);
        var own = options.FalseAlarmRates.Select(rate => Majors(all, rate)).ToList();
        _inSeries.AddRange(own.Select(onsets => onsets.Count));
        _excluded.AddRange(own[0].Select(onset => new ExcludedWindow(
            Time(trials.TimesMicros[onset.FirstBadTrial]), Time(trials.TimesMicros[onset.LastBadTrial]), (int)(onset.LastBadTrial - onset.FirstBadTrial + 1))));
        _trials = trials.Without([.. own[0].Select(onset => (onset.FirstBadTrial, onset.LastBadTrial))]);
        _encoder = new SeriesEncoder(_trials);
    }

    /// <param name="advance">Told the part done, in [0, 1], from any thread.</param>
    public CalibrationReport Run(Action<double> advance, CancellationToken cancellation)
    {
        var report = new CalibrationReport
        {
            Group = _trials.Group,
            Trials = _trials.Count,
            Failed = _trials.Failed.Count(failed => failed),
            Excluded = _excluded,
        };
        if (_trials.Count < CalibrationOptions.LeastTrials)
        {
            return report with
            {
                TooLittle = $"{_trials.Count} messages beside its incidents; with fewer than {CalibrationOptions.LeastTrials} nothing is planted.",
            };
        }
        var scopes = _options.Scopes.Select(scope => (Scope: scope, Trials: ScopedTrials.Of(_trials, scope))).Where(entry => entry.Trials is not null).ToList();
        var cells = new List<CalibrationCell>();
        var (done, all) = (0, scopes.Count * _options.Shares.Count * _options.Failures.Count);
        foreach (var (scope, trials) in scopes)
        {
            foreach (var share in _options.Shares)
            {
                foreach (var failures in _options.Failures)
                {
                    if (Plant(scope, trials!, share, failures, cancellation) is { } cell)
                        cells.Add(cell);
                    advance((double)++done / (all + 1));
                }
            }
        }
        return report with { Cells = cells, Smallest = [.. Smallest(cells)], FalseAlarms = CountFalseAlarms(cancellation) };
    }

    private CalibrationCell? Plant(PlantScope scope, ScopedTrials scoped, double share, int failures, CancellationToken cancellation)
    {
        var verdicts = new Verdict?[_options.Repeats];
        Parallel.For(0, verdicts.Length, Threads(cancellation), repeat =>
        {
            var random = RandomOf((int)scope, BitConverter.DoubleToInt64Bits(share), failures, repeat);
            if (PlantedIncident.TryPlant(_trials, scoped.Draw(random), share, failures, random) is { } planted)
                verdicts[repeat] = Judge(planted);
        });
        var judged = verdicts.OfType<Verdict>().ToList();
        // A value with little mail is drawn now and then; where most have too little, nothing can be said.
        if (judged.Count * 2 <= verdicts.Length)
            return null;
        var seconds = judged.Select(verdict => verdict.Seconds).Order().ToList();
        return new CalibrationCell(
            scope, share, failures, judged.Count, judged.Count(verdict => verdict.Found[0]), judged.Count(verdict => verdict.IsIncident),
            judged.Count(verdict => verdict.IsExact), judged.Count(verdict => verdict.IsBracketed), seconds[seconds.Count / 2],
            [.. _options.FalseAlarmRates.Select((rate, r) => new RateCount(rate, judged.Count(verdict => verdict.Found[r])))]);
    }

    private Verdict Judge(PlantedIncident planted)
    {
        var series = _encoder.Encode(planted.Failed);
        var results = _options.FalseAlarmRates.Select(rate => OnsetSearch.Find(series, new OnsetOptions { FalseAlarmRate = rate })).ToList();
        var onset = MeantBy(planted, results[0]);
        return new Verdict(
            [.. results.Select(result => MeantBy(planted, result) is not null || result.Findings.Any(finding => planted.IsMeantBy(finding.FirstFailedTrial, finding.LastFailedTrial)))],
            onset is not null,
            onset?.FirstBadTrial == planted.FirstBad,
            onset is not null && (onset.ChangeAfterMicros ?? long.MinValue) <= planted.ChangeMicros && planted.ChangeMicros <= onset.ChangeByMicros,
            (_trials.TimesMicros[planted.LastBad] - planted.ChangeMicros) / 1e6);
    }

    private static Onset? MeantBy(PlantedIncident planted, OnsetSearchResult result) =>
        result.Onsets.FirstOrDefault(onset => onset.Severity == OnsetSeverity.Major && planted.IsMeantBy(onset.FirstBadTrial, onset.LastBadTrial));

    private IEnumerable<SmallestFound> Smallest(List<CalibrationCell> cells)
    {
        foreach (var group in cells.GroupBy(cell => (cell.Scope, cell.Share)))
        {
            foreach (var rate in _options.FalseAlarmRates)
            {
                // From the largest down, as long as enough are found.
                var found = group.OrderByDescending(cell => cell.Failures)
                    .TakeWhile(cell => cell.FoundAtRate.Single(count => count.FalseAlarmRate == rate).Count >= Wanted * cell.Planted).LastOrDefault();
                yield return new SmallestFound(group.Key.Scope, group.Key.Share, rate, found?.Failures, group.Max(cell => cell.Failures));
            }
        }
    }

    private List<FalseAlarms> CountFalseAlarms(CancellationToken cancellation)
    {
        var failed = _trials.Failed.Count(isFailed => isFailed);
        var shuffles = failed == 0 ? 0 : _options.Repeats * ShufflesPerRepeat;
        var alarms = new bool[shuffles, _options.FalseAlarmRates.Count];
        Parallel.For(0, shuffles, Threads(cancellation), shuffle =>
        {
            var outcomes = (bool[])_trials.Failed.Clone();
            RandomOf(-1, 0, 0, shuffle).Shuffle(outcomes);
            var series = _encoder.Encode(outcomes);
            for (var r = 0; r < _options.FalseAlarmRates.Count; r++)
                alarms[shuffle, r] = Majors(series, _options.FalseAlarmRates[r]).Count > 0;
        });
        return
        [
            .. _options.FalseAlarmRates.Select((rate, r) => new FalseAlarms(
                rate, _inSeries[r], shuffles, Enumerable.Range(0, shuffles).Count(shuffle => alarms[shuffle, r]))),
        ];
    }

    private ParallelOptions Threads(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellation };

    // HashCode is another in every process.
    private Random RandomOf(params ReadOnlySpan<long> parts)
    {
        var seed = 17L + _options.Seed;
        foreach (var part in parts)
            seed = unchecked((seed ^ part ^ (part >> 32)) * 0x5DEECE66DL + 11);
        return new Random((int)(seed >> 16));
    }

    private static List<Onset> Majors(TrialSeries series, double rate) =>
        [.. OnsetSearch.Find(series, new OnsetOptions { FalseAlarmRate = rate }).Onsets.Where(onset => onset.Severity == OnsetSeverity.Major)];

    private static DateTime Time(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    private sealed record Verdict(bool[] Found, bool IsIncident, bool IsExact, bool IsBracketed, double Seconds);
}
