using LogAnalytics.Reports.Details;

namespace LogAnalytics.Tests.Reports;

public class TimeStepsTests
{
    [Theory]
    [InlineData("00:00:00", 8, "1 s")]
    [InlineData("01:00:00", 8, "10 min")]
    [InlineData("3.00:00:00", 96, "1 h")]
    [InlineData("90.00:00:00", 120, "1 d")]
    [InlineData("20000.00:00:00", 96, "211 d")]
    public void For_gives_a_step_that_parts_the_span(string span, int parts, string step) =>
        Assert.Equal(step, TimeSteps.Words(TimeSteps.For(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture), parts)));
}
