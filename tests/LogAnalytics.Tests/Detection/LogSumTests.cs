using LogAnalytics.Detection;

namespace LogAnalytics.Tests.Detection;

public class LogSumTests
{
    [Theory]
    [InlineData(0.25, 0.5)]
    [InlineData(0.5, 0.25)]
    [InlineData(1e-9, 3)]
    [InlineData(0, 3)]
    [InlineData(0, 0)]
    public void Of_is_the_logarithm_of_the_sum(double a, double b) =>
        Assert.Equal(Math.Log(a + b), LogSum.Of(Math.Log(a), Math.Log(b)), 12);

    [Fact]
    public void Of_does_not_underflow() =>
        Assert.Equal(-2000 + Math.Log(2), LogSum.Of(-2000, -2000), 12);
}
