namespace LogAnalytics.Samples.Bytes;

/// <summary>SplitMix64: eight bytes of state, so each session can have a stream of its own and adding a draw in one place never shifts another.</summary>
internal sealed class Prng(ulong seed)
{
    private ulong _state = seed;

    public static ulong Mix(ulong a, ulong b)
    {
        ulong z = a * 0x9E3779B97F4A7C15UL + b + 0x632BE59BD9B4E019UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public void Reseed(ulong seed) => _state = seed;

    public ulong NextBits()
    {
        ulong z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>0 ≤ result &lt; 1.</summary>
    public double NextShare() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>low ≤ result &lt; high.</summary>
    public int Between(int low, int high) => low + (int)(((UInt128)NextBits() * (ulong)(high - low)) >> 64);

    public bool Chance(double share) => NextShare() < share;

    public T Pick<T>(T[] values) => values[Between(0, values.Length)];

    /// <summary>Low indexes are more frequent, as popular domains and senders are.</summary>
    public int Skewed(int count)
    {
        double r = NextShare();
        return (int)(count * r * r);
    }

    public int Poisson(double mean)
    {
        if (mean > 60)
        {
            // Normal approximation; the sum of twelve uniforms needs no logarithm and is the same on every machine.
            double normal = -6;
            for (int i = 0; i < 12; i++)
                normal += NextShare();
            return Math.Max(0, (int)(mean + normal * Math.Sqrt(mean) + 0.5));
        }

        double limit = Math.Exp(-mean), product = NextShare();
        int count = 0;
        while (product > limit)
        {
            count++;
            product *= NextShare();
        }

        return count;
    }
}
