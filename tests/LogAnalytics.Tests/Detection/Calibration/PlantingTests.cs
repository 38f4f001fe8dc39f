using LogAnalytics.Detection.Calibration;

namespace LogAnalytics.Tests.Detection.Calibration;

/// <summary>A planted incident is what it says it is.</summary>
public class PlantingTests
{
    public static TheoryData<int, double, int> Plants()
    {
        TheoryData<int, double, int> plants = [];
        foreach (double share in new[] { 1, 0.5, 0.2, 0.05 })
        {
            foreach (int failures in new[] { 1, 3, 10 })
            {
                for (int seed = 1; seed <= 5; seed++)
                    plants.Add(seed, share, failures);
            }
        }

        return plants;
    }

    [Theory, MemberData(nameof(Plants))]
    public void TryPlant_lets_so_many_trials_of_the_scope_fail_from_the_change_on(int seed, double share, int failures)
    {
        TrialList trials = SomeTrials.Of(2_000, servers: 3, seed);
        Random random = new(seed);
        int[] scope = ScopedTrials.Of(trials, PlantScope.Server)!.Draw(random);

        PlantedIncident planted = PlantedIncident.TryPlant(trials, scope, share, failures, random)!;

        int[] failed = [.. Enumerable.Range(0, trials.Count).Where(trial => planted.Failed[trial])];
        Assert.Equal(failures, failed.Length);
        Assert.Equal((failed[0], failed[^1]), (planted.FirstBad, planted.LastBad));
        Assert.Empty(failed.Except(scope));
        Assert.DoesNotContain(true, trials.Failed);
        // The change lies before the first failure, behind at least one trial of the scope.
        Assert.InRange(planted.ChangeMicros, trials.TimesMicros[scope[0]] + 1, trials.TimesMicros[planted.FirstBad]);
        Assert.True(planted.IsMeantBy(planted.FirstBad, planted.LastBad));
    }

    [Fact]
    public void TryPlant_fails_the_stated_share_on_average()
    {
        TrialList trials = SomeTrials.Of(3_000, servers: 1, seed: 1);
        int[] scope = ScopedTrials.Of(trials, PlantScope.All)!.Draw(new Random(1));

        double span = Enumerable.Range(1, 200).Average(seed =>
        {
            PlantedIncident planted = PlantedIncident.TryPlant(trials, scope, 0.2, 50, new Random(seed))!;
            return planted.LastBad - planted.FirstBad + 1.0;
        });

        // 50 failures at one in five, less the passes before the first.
        Assert.InRange(span, 240, 252);
    }

    [Fact]
    public void TryPlant_refuses_what_would_be_more_than_half_of_the_mail()
    {
        TrialList trials = SomeTrials.Of(100, servers: 1, seed: 1);
        int[] all = [.. Enumerable.Range(0, 100)];

        Assert.NotNull(PlantedIncident.TryPlant(trials, all, 1, 49, new Random(1)));
        Assert.Null(PlantedIncident.TryPlant(trials, all, 1, 50, new Random(1)));
        Assert.Null(PlantedIncident.TryPlant(trials, all, 0.01, 3, new Random(1)));
    }

    [Fact]
    public void TryPlant_takes_a_background_failure_behind_the_change_for_the_first()
    {
        TrialList trials = SomeTrials.Of(1_000, servers: 1, seed: 1);
        Array.Fill(trials.Failed, true);

        PlantedIncident planted = PlantedIncident.TryPlant(trials, [.. Enumerable.Range(0, 1_000)], 0.1, 5, new Random(3))!;

        Assert.True(planted.ChangeMicros <= trials.TimesMicros[planted.FirstBad]);
        Assert.True(planted.ChangeMicros > trials.TimesMicros[planted.FirstBad - 1]);
    }

    [Theory]
    [InlineData(10, 19, true)]
    [InlineData(10, 14, true)]
    [InlineData(10, 13, false)]
    [InlineData(0, 19, true)]
    [InlineData(0, 30, false)]
    [InlineData(20, 29, false)]
    public void IsMeantBy_asks_for_half_of_both(long first, long last, bool isMeant) =>
        Assert.Equal(isMeant, new PlantedIncident([], 10, 19, 0).IsMeantBy(first, last));

    [Fact]
    public void Scopes_draw_values_as_often_as_they_are_and_none_where_all_are_one()
    {
        TrialList trials = SomeTrials.Of(3_000, servers: 3, seed: 1);
        Random random = new(1);
        ScopedTrials servers = ScopedTrials.Of(trials, PlantScope.Server)!;

        int[] sizes = [.. Enumerable.Range(0, 600).Select(_ => servers.Draw(random).Length)];

        // Shares of 1/2, 1/3 and 1/6.
        Assert.Equal(3, sizes.Distinct().Count());
        Assert.InRange(sizes.Count(size => size == sizes.Max()), 260, 340);
        Assert.Null(ScopedTrials.Of(SomeTrials.Of(100, servers: 1, seed: 1), PlantScope.Server));
        Assert.Null(ScopedTrials.Of(trials, PlantScope.Certificate));
    }
}
