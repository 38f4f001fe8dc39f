namespace LogAnalytics.Detection;

/// <summary>
/// The starts s that can still begin the last segment. With (k, n) the counts since s and A = F(s) + β, the cost of s as
/// a function of the rate p is q(p) = A − k ln p − (n−k) ln(1−p), convex in θ = ln(p/(1−p)). Each start keeps an outer
/// bound of the θ where it is not beaten by a later start (two pieces: below and above the rates at which older starts
/// were better when it entered); a start without any θ left can never be optimal again. Bounds are only ever too wide,
/// so the result is exact.
/// </summary>
internal sealed class CandidateSet
{
    /// <summary>|θ| ≤ 40: rates from 4e-18; a segment without failures costs at most 1e-9 more there than at p = 0.</summary>
    private const double Edge = 40;

    /// <summary>Halvings per bound; measured: 6 keeps about as few starts as 20, at half the time.</summary>
    private const int ShrinkSteps = 6;
    private const int EntrySteps = 14;

    /// <summary>Ties stay in, so that rounding never drops the optimum.</summary>
    private const double Slack = 1e-9;

    private Start[] _starts = new Start[16];
    private int _count;

    public int Count => _count;

    public void Add(int run, double cost, long failed, long trials) =>
        Append(new Start(run, cost, failed, trials, new Piece(At(-Edge), At(Edge)), default));

    /// <summary>The cheapest start for a segment that ends here, and F(t).</summary>
    public (int Run, double Cost) Best(long failed, long trials)
    {
        var best = 0;
        for (var i = 0; i < _count; i++)
        {
            ref var start = ref _starts[i];
            start.Minimum = start.Cost - BernoulliLikelihood.Maximum(failed - start.Failed, trials - start.Trials);
            if (start.Minimum < _starts[best].Minimum)
                best = i;
        }
        return (_starts[best].Run, _starts[best].Minimum);
    }

    /// <summary>Drops starts that a start at <paramref name="run"/> of the given cost beats at every rate, then adds it.</summary>
    public void Advance(int run, long failed, long trials, double cost)
    {
        var lowest = double.PositiveInfinity;
        var (coveredLow, coveredHigh) = (0.0, 0.0);
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            ref var start = ref _starts[i];
            if (start.Minimum > cost + Slack)
                continue; // the rule of PELT
            var k = failed - start.Failed;
            var passes = trials - start.Trials - k;
            var centre = Math.Clamp(Math.Log((double)k / passes), -Edge, Edge);
            if (start.Minimum < lowest)
            {
                lowest = start.Minimum;
                coveredLow = Inner(start.Cost, k, passes, cost, centre, -Edge);
                coveredHigh = Inner(start.Cost, k, passes, cost, centre, Edge);
            }
            Shrink(ref start.Low, start.Cost, k, passes, cost, centre);
            Shrink(ref start.High, start.Cost, k, passes, cost, centre);
            if (start.Low.IsOpen || start.High.IsOpen)
                _starts[kept++] = start;
        }
        _count = kept;
        Append(new Start(run, cost, failed, trials,
            coveredLow > -Edge ? new Piece(At(-Edge), At(coveredLow)) : default,
            coveredHigh < Edge ? new Piece(At(coveredHigh), At(Edge)) : default));
    }

    /// <summary>Cuts the ends of a piece where q is above the limit, towards the side that is kept.</summary>
    private static void Shrink(ref Piece piece, double a, long k, long passes, double limit, double centre)
    {
        if (!piece.IsOpen)
            return;
        limit += Slack;
        var lowOut = piece.From.Cost(a, k, passes) > limit;
        var highOut = piece.To.Cost(a, k, passes) > limit;
        if (!lowOut && !highOut)
            return;
        if ((lowOut && centre <= piece.From.Theta) || (highOut && centre >= piece.To.Theta))
        {
            piece = default; // q grows away from its centre, so it is above the limit in the whole piece
            return;
        }
        var inside = Math.Clamp(centre, piece.From.Theta, piece.To.Theta);
        if (lowOut)
            piece.From = Outer(a, k, passes, limit, inside, piece.From);
        if (highOut)
            piece.To = Outer(a, k, passes, limit, inside, piece.To);
    }

    private static Point Outer(double a, long k, long passes, double limit, double inside, Point outside)
    {
        for (var step = 0; step < ShrinkSteps; step++)
        {
            var middle = At((inside + outside.Theta) / 2);
            if (middle.Cost(a, k, passes) > limit)
                outside = middle;
            else
                inside = middle.Theta;
        }
        return outside;
    }

    private static double Inner(double a, long k, long passes, double limit, double inside, double outside)
    {
        if (At(outside).Cost(a, k, passes) <= limit)
            return outside;
        for (var step = 0; step < EntrySteps; step++)
        {
            var middle = (inside + outside) / 2;
            if (At(middle).Cost(a, k, passes) > limit)
                outside = middle;
            else
                inside = middle;
        }
        return inside;
    }

    private static Point At(double theta)
    {
        var tail = Math.Log(1 + Math.Exp(-Math.Abs(theta)));
        return new Point(theta, Math.Min(theta, 0) - tail, Math.Min(-theta, 0) - tail);
    }

    private void Append(Start start)
    {
        if (_count == _starts.Length)
            Array.Resize(ref _starts, 2 * _count);
        _starts[_count++] = start;
    }

    /// <summary>A rate as θ, with ln p and ln(1−p) kept.</summary>
    private readonly record struct Point(double Theta, double LogFail, double LogPass)
    {
        public double Cost(double a, long k, long passes) => a - k * LogFail - passes * LogPass;
    }

    private struct Piece(Point from, Point to)
    {
        public Point From = from;
        public Point To = to;

        public readonly bool IsOpen => To.Theta > From.Theta;
    }

    private struct Start(int run, double cost, long failed, long trials, Piece low, Piece high)
    {
        public readonly int Run = run;
        public readonly double Cost = cost;
        public readonly long Failed = failed;
        public readonly long Trials = trials;
        public Piece Low = low;
        public Piece High = high;
        public double Minimum;
    }
}
