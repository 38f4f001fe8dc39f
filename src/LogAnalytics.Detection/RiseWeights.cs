namespace LogAnalytics.Detection;

/// <summary>Sums the likelihoods of all rises, by when they begin and by which failure is the first of their own.</summary>
internal sealed class RiseWeights
{
    /// <summary>Beginnings closer than this are one.</summary>
    private const double ShortestMicros = 2 * MinuteMicros;

    /// <summary>A beginning so much less likely than the best (nats) adds nothing.</summary>
    private const double Negligible = 12;

    /// <summary>Share of the beginnings, the earliest and the latest ones, that is not believed.</summary>
    private const double Disbelieved = 0.01;

    private const double MinuteMicros = 60e6;

    /// <summary>From ten minutes to three and a half days.</summary>
    private static readonly double[] GrowthsMicros = [.. Enumerable.Range(0, 13).Select(i => 10 * MinuteMicros * Math.Pow(2, 0.75 * i))];

    private static readonly double[] Tops = [0.2, 0.4, 0.6, 0.8, 0.97];

    private readonly EdgeRuns _runs;
    private readonly double _p0;
    private readonly double _logPassed;

    /// <summary>ln of the likelihood of the runs before a place as background.</summary>
    private readonly double[] _background;

    /// <summary>ln of the likelihood of the runs from a place on, under the rise at hand.</summary>
    private readonly double[] _after;

    private readonly double[] _rates;

    /// <summary>ln of the weight of all rises whose first failure is in the run at a place.</summary>
    private readonly double[] _first;

    private readonly List<(double Micros, double LogWeight)> _beginnings = [];
    private double _best = double.NegativeInfinity;

    public RiseWeights(EdgeRuns runs, double p0)
    {
        (_runs, _p0, _logPassed) = (runs, p0, Math.Log(1 - p0));
        _background = new double[runs.Count + 1];
        for (var place = 0; place < runs.Count; place++)
            _background[place + 1] = _background[place] + (runs[place].Count * Math.Log(runs[place].Failed ? p0 : 1 - p0));
        _after = new double[runs.Count + 1];
        _rates = new double[runs.Count];
        _first = new double[runs.Count];
        Array.Fill(_first, double.NegativeInfinity);
    }

    /// <summary>Null where the runs have no time between them.</summary>
    public Rise? Sum()
    {
        // A window of which the outer half is chance is none. The likeliest first: what is negligible beside them takes no time.
        foreach (var place in Enumerable.Range(0, ((_runs.Edge + _runs.Count) / 2) + 1).OrderBy(place => Math.Abs(place - _runs.Edge)))
            AddBeginnings(place);
        _beginnings.Sort();
        if (double.IsNegativeInfinity(_best))
            return null;
        var total = _beginnings.Aggregate(double.NegativeInfinity, (sum, beginning) => LogSum.Of(sum, beginning.LogWeight));
        var choices = GrowthsMicros.Length * Tops.Length * (_runs.SpanMicros + 1);
        return new Rise(
            total - _background[^1] - Math.Log(choices),
            Array.IndexOf(_first, _first.Max()),
            Believed(_beginnings, total),
            Believed(_beginnings.AsEnumerable().Reverse(), total));
    }

    /// <summary>The first beginning that all before it do not make unlikely together.</summary>
    private static double Believed(IEnumerable<(double Micros, double LogWeight)> beginnings, double total)
    {
        var sum = double.NegativeInfinity;
        return beginnings.First(beginning => (sum = LogSum.Of(sum, beginning.LogWeight)) >= total + Math.Log(Disbelieved)).Micros;
    }

    /// <summary>Beginnings before a run of failures, or among passes; the longer the time, the likelier.</summary>
    private void AddBeginnings(int place)
    {
        var from = place == 0 ? 0 : _runs[place - 1].InnerMicros;
        var spanMicros = (_runs[place].Failed ? _runs[place].OuterMicros : _runs[place].InnerMicros) - from;
        if (spanMicros <= 0)
            return;
        // Halves of what is left: how close to the failures a rise begins matters, how far from them less so.
        for (var left = spanMicros; left > 0; left = left > 2 * ShortestMicros ? left / 2 : 0)
        {
            var share = left > 2 * ShortestMicros ? left / 2 : left;
            var (micros, logWeight) = (from + spanMicros - left + (share / 2), double.NegativeInfinity);
            foreach (var growthMicros in GrowthsMicros)
            {
                foreach (var top in Tops)
                    logWeight = LogSum.Of(logWeight, Add(place, micros, growthMicros, top, Math.Log(share)));
            }
            _beginnings.Add((micros, logWeight));
        }
    }

    /// <returns>ln of the weight of this rise, or nothing where that is negligible.</returns>
    private double Add(int place, double beginningMicros, double growthMicros, double top, double logPrior)
    {
        var logSoFar = logPrior + _background[place];
        for (var i = _runs.Count - 1; i >= place; i--)
        {
            _after[i] = _after[i + 1] + Likelihood(i, beginningMicros, growthMicros, top);
            if (logSoFar + _after[i] < _best - Negligible)
                return double.NegativeInfinity;
        }
        var logWeight = logSoFar + _after[place];
        _best = Math.Max(_best, logWeight);
        for (var i = place; i < _runs.Count; i++)
        {
            var logLikelihood = _after[i] - _after[i + 1];
            if (_runs[i].Failed && _rates[i] > 0)
            {
                // Chance that a failure here is background, and that all of the run are.
                var chance = (1 - _rates[i]) * _p0 / Failing(_rates[i]);
                var allChance = Math.Pow(chance, _runs[i].Count);
                _first[i] = LogSum.Of(_first[i], logSoFar + logLikelihood + Math.Log(1 - allChance) + _after[i + 1]);
                logLikelihood += Math.Log(allChance);
            }
            if (double.IsNegativeInfinity(logSoFar += logLikelihood))
                break;
        }
        return logWeight;
    }

    /// <summary>Also sets the rate in the middle of a run. Passes before the beginning are background.</summary>
    private double Likelihood(int place, double beginningMicros, double growthMicros, double top)
    {
        var run = _runs[place];
        var fromMicros = Math.Max(run.OuterMicros, beginningMicros);
        var risen = run.InnerMicros > run.OuterMicros ? (run.InnerMicros - fromMicros) / (run.InnerMicros - run.OuterMicros) : 1;
        var rate = _rates[place] = top * Math.Min(1, Math.Max(0, ((fromMicros + run.InnerMicros) / 2) - beginningMicros) / growthMicros);
        return run.Count * (run.Failed
            ? Math.Log(Failing(rate))
            : (risen * Math.Log(1 - Failing(rate))) + ((1 - risen) * _logPassed));
    }

    private double Failing(double rate) => rate + ((1 - rate) * _p0);
}
