using LogAnalytics.Detection;
using LogAnalytics.Tests.Generators;
using Xunit.Abstractions;

namespace LogAnalytics.Tests.Detection;

/// <summary>Windows that begin or end bit by bit, where failures by chance stand beside them.</summary>
public class RiseTests(ITestOutputHelper output)
{
    private const int Seeds = 60;
    private const int Before = 1500;

    private static long Micros(int trial) => (trial + 1) * 60_000_000L;

    /// <summary>Nine in ten fail at the top.</summary>
    private static MailFlow Flow(int seed, int rising, int falling) => new MailFlow(seed) { Background = 0.02 }
        .Add(Before)
        .Add(rising, (_, i) => 0.9 * i / rising)
        .Add(400, (_, _) => 0.9)
        .Add(falling, (_, i) => 0.9 * (falling - i) / falling)
        .Add(900);

    [Theory]
    [InlineData(300)]
    [InlineData(600)]
    public void Find_rise_begins_between_the_instants_that_are_told(int rising)
    {
        var (held, exact) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            MailFlow flow = Flow(seed, rising, 0);
            Onset onset = Assert.Single(OnsetScenarioTests.Majors(flow));
            var isHeld = onset.ChangeAfterMicros <= Micros(Before) && Micros(Before) <= onset.ChangeByMicros;
            output.WriteLine($"seed {seed}: {onset.FirstBadTrial - Before} for {flow.Broken[0] - Before}, {(onset.ChangeAfterMicros / 60_000_000) - Before}..{(onset.ChangeByMicros / 60_000_000) - Before}");
            held += isHeld ? 1 : 0;
            exact += onset.FirstBadTrial == flow.Broken[0] ? 1 : 0;
        }
        output.WriteLine($"{held} held, {exact} exact");
        Assert.InRange(held, Seeds * 9 / 10, Seeds);
        Assert.InRange(exact, Seeds * 45 / 100, Seeds);
    }

    [Fact]
    public void Find_fall_ends_with_its_own_last_failure()
    {
        var exact = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            MailFlow flow = Flow(seed, 0, 300);
            exact += OnsetScenarioTests.Majors(flow)[^1].LastBadTrial == flow.Broken[^1] ? 1 : 0;
        }
        output.WriteLine($"{exact} exact");
        Assert.InRange(exact, Seeds * 45 / 100, Seeds);
    }

    [Fact]
    public void Find_failure_of_all_at_once_is_no_rise()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var flow = new MailFlow(seed) { Background = 0.005 }.Add(Before).Add(200, (_, _) => 1).Add(900);
            Onset onset = Assert.Single(OnsetScenarioTests.Majors(flow));
            output.WriteLine($"seed {seed}: {onset.FirstBadTrial - Before}, {(onset.ChangeAfterMicros / 60_000_000) - Before}..{(onset.ChangeByMicros / 60_000_000) - Before}");
            Assert.InRange(onset.FirstBadTrial, Before - 3, Before);
            Assert.Equal(Micros((int)onset.FirstBadTrial), onset.ChangeByMicros);
        }
    }
}
