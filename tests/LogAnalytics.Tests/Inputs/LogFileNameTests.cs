using LogAnalytics.Inputs;

namespace LogAnalytics.Tests.Inputs;

public class LogFileNameTests
{
    [Theory]
    [InlineData("SEND2026031206-1.LOG", "SEND", "2026-03-12T06", 1)]
    [InlineData("send2026031206-12.log.gz", "SEND", "2026-03-12T06", 12)]
    [InlineData("SEND2026031206-3 (copy).LOG", "SEND", "2026-03-12T06", 3)]
    [InlineData("SEND20100312-7.log", "SEND", "2010-03-12T00", 7)]
    [InlineData("RECV2026031206-1.LOG", "RECV", "2026-03-12T06", 1)]
    [InlineData("SEND2026039906-1.LOG", "SEND", null, 1)]
    [InlineData("SEND2026031206-99999999999.LOG", "SEND", "2026-03-12T06", 0)]
    [InlineData("export.log", "", null, 0)]
    public void Parse_reads_hour_and_instance(string name, string prefix, string? hour, int instance)
    {
        LogFileName parsed = LogFileName.Parse(name);
        Assert.Equal((prefix, hour, instance), (parsed.Prefix, parsed.Hour?.ToString("yyyy-MM-dd'T'HH", null), parsed.Instance));
        Assert.Equal(prefix == "SEND", parsed.IsSend);
    }

    [Fact]
    public void CompareTo_takes_the_instance_as_a_number()
    {
        string[] names = ["SEND2026031207-1.LOG", "SEND2026031206-10.LOG", "SEND2026031206-9.LOG", "SEND2026031206-2.LOG", "other.log", "SEND20260312-1.LOG"];
        Assert.Equal(
            ["other.log", "SEND20260312-1.LOG", "SEND2026031206-2.LOG", "SEND2026031206-9.LOG", "SEND2026031206-10.LOG", "SEND2026031207-1.LOG"],
            names.OrderBy(LogFileName.Parse));
    }
}
