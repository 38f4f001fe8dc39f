using CsCheck;
using LogAnalytics.Detection;

namespace LogAnalytics.Tests.Detection;

public class BinomialTailTests
{
    [Fact]
    public void LogUpper_any_arguments_equals_the_direct_sum() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400], Gen.Double[0.0001, 0.9999]).Sample((k, n, p) =>
        {
            AssertLogEqual(DirectLogSum(k, n, n, p), BinomialTail.LogUpper(k, n, p));
            AssertLogEqual(DirectLogSum(0, Math.Min(k, n), n, p), BinomialTail.LogLower(k, n, p));
        }, iter: 2000);

    [Theory]
    [InlineData(1, 1, 0.25, 0.25)]
    [InlineData(2, 3, 0.5, 0.5)]
    [InlineData(3, 3, 0.1, 0.001)]
    [InlineData(1, 10, 0.5, 1023.0 / 1024)]
    public void LogUpper_small_case_is_exact(double k, double n, double p, double expected) =>
        Assert.Equal(Math.Log(expected), BinomialTail.LogUpper(k, n, p), 1e-12);

    [Fact]
    public void LogUpper_underflowing_case_is_the_power() =>
        Assert.Equal(5000 * Math.Log(0.001), BinomialTail.LogUpper(5000, 5000, 0.001), 1e-6);

    [Fact]
    public void LogUpper_near_the_mean_of_a_hundred_million_is_about_a_half() =>
        Assert.Equal(0.5, Math.Exp(BinomialTail.LogUpper(100_000, 1e8, 0.001)), 1e-2);

    [Fact]
    public void LogGamma_integers_are_factorials()
    {
        var factorial = 0.0;
        for (var n = 1; n < 150; n++)
        {
            Assert.Equal(factorial, BinomialTail.LogGamma(n), 1e-11 * (1 + factorial));
            factorial += Math.Log(n);
        }
        Assert.Equal(0.5 * Math.Log(Math.PI), BinomialTail.LogGamma(0.5), 1e-12);
    }

    private static double DirectLogSum(int from, int to, int n, double p)
    {
        var (highest, terms) = (double.NegativeInfinity, new List<double>());
        for (var i = from; i <= to; i++)
        {
            var term = i * Math.Log(p) + (n - i) * Math.Log(1 - p);
            for (var j = 1; j <= i; j++)
                term += Math.Log((double)(n - i + j) / j);
            terms.Add(term);
            highest = Math.Max(highest, term);
        }
        return terms.Count == 0 ? double.NegativeInfinity : highest + Math.Log(terms.Sum(t => Math.Exp(t - highest)));
    }

    /// <summary>Probabilities next to one are compared as such: their logarithm is all rounding.</summary>
    private static void AssertLogEqual(double expected, double actual)
    {
        if (double.IsNegativeInfinity(expected))
            Assert.Equal(expected, actual);
        else
            Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));
    }
}
