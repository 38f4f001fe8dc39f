using LogAnalytics.Detection;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Detection;

public class OnsetScenarioTests
{
    [Fact]
    public void Find_no_failures_finds_nothing()
    {
        var result = new MailFlow(1).Add(1000).Search();
        Assert.Empty(result.Onsets);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void Find_empty_series_finds_nothing() => Assert.Empty(new MailFlow(1).Search().Onsets);

    [Fact]
    public void Find_single_refusal_is_one_minor_at_most()
    {
        foreach (var trials in new[] { 20, 100, 1000 })
        {
            var onset = Assert.Single(new MailFlow(2).Add(trials).Add(1, (_, _) => 1).Add(trials).Search().Onsets);
            Assert.Equal(OnsetSeverity.Minor, onset.Severity);
            Assert.Equal(trials, onset.FirstBadTrial);
            Assert.Equal(trials, onset.LastBadTrial);
            Assert.True(onset.IsRecovered);
        }
    }

    [Fact]
    public void Find_everything_fails_and_recovers_is_one_onset_of_the_whole()
    {
        var flow = new MailFlow(3).Add(800).Add(60, (t, _) => 1).Add(500);
        var onset = SingleMajor(flow, 800, 859);
        Assert.Empty(onset.Slice);
        Assert.True(onset.IsRecovered);
        Assert.False(onset.IsPreExisting);
        Assert.Equal((800, 0, 60, 60),
            (onset.TrialsBefore, onset.FailedBefore, onset.TrialsDuring, onset.FailedDuring));
    }

    [Fact]
    public void Find_everything_fails_at_the_end_is_not_recovered() =>
        Assert.False(SingleMajor(new MailFlow(4).Add(800).Add(40, (_, _) => 1), 800, 839).IsRecovered);

    [Fact]
    public void Find_new_certificate_on_all_servers_is_the_whole()
    {
        var flow = new MailFlow(5).Add(700).Add(100, (t, _) =>
        {
            t.Certificate = "new";
            return 1;
        });
        Assert.Empty(SingleMajor(flow, 700, 799).Slice);
    }

    [Fact]
    public void Find_one_of_five_servers_names_the_server()
    {
        var flow = new MailFlow(6).Add(1000).Add(300, (t, _) => t.Server == "SRV3" ? 1 : 0).Add(400);
        var onset = SingleMajor(flow);
        Assert.Equal([new SliceTerm("server", "SRV3")], onset.Slice);
        Assert.False(onset.IsPreExisting);
        Assert.True(onset.IsRecovered);
        Assert.True(onset.TrialsBefore > 100 && onset.TrialsDuring == flow.Broken.Count);
    }

    [Fact]
    public void Find_new_certificate_on_one_server_names_the_server()
    {
        var flow = new MailFlow(7).Add(1000).Add(300, (t, _) =>
        {
            if (t.Server != "SRV3")
                return 0;
            t.Certificate = "new";
            return 1;
        });
        Assert.Equal([new SliceTerm("server", "SRV3")], SingleMajor(flow).Slice);
    }

    [Fact]
    public void Find_roll_out_is_one_onset_of_the_new_certificate()
    {
        var flow = new MailFlow(8).Add(1000).Add(1000, (t, i) =>
        {
            if (t.Server[^1] - '0' > i / 200)
                return 0;
            t.Certificate = "new";
            return 1;
        });
        var onset = SingleMajor(flow);
        Assert.Equal([new SliceTerm("certificate", "new")], onset.Slice);
        Assert.False(onset.IsPreExisting);
        Assert.False(onset.IsRecovered);
        Assert.True(onset.TrialsBefore > 100);
        Assert.Equal(onset.TrialsDuring, onset.FailedDuring);
    }

    [Fact]
    public void Find_swapped_certificate_taken_back_is_recovered()
    {
        // On two connectors of a server, one of which keeps the old certificate: only the certificate is pure.
        var flow = new MailFlow(9).Add(1000).Add(400, (t, i) =>
        {
            if (t.Server != "SRV1" || i % 2 == 0)
                return 0;
            t.Certificate = "new";
            return 1;
        }).Add(500);
        var onset = SingleMajor(flow);
        Assert.Equal([new SliceTerm("certificate", "new")], onset.Slice);
        Assert.False(onset.IsPreExisting);
        Assert.True(onset.IsRecovered);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.4)]
    [InlineData(0.7)]
    public void Find_passes_mixed_in_do_not_cut_the_window(double rate)
    {
        for (var seed = 10; seed < 30; seed++)
        {
            var flow = new MailFlow(seed).Add(1500).Add(400, (_, i) => i is 0 or 399 ? 1 : rate).Add(600);
            var onset = Assert.Single(Majors(flow));
            Assert.Empty(onset.Slice);
            Assert.True(onset.IsRecovered);
            Assert.InRange(onset.FirstBadTrial, 1500, 1530);
            Assert.InRange(onset.LastBadTrial, 1870, 1899);
        }
    }

    [Fact]
    public void Find_whole_fails_from_the_start_is_pre_existing()
    {
        var onset = SingleMajor(new MailFlow(11).Add(50, (_, _) => 1).Add(500), 0, 49);
        Assert.True(onset.IsPreExisting);
        Assert.True(onset.IsRecovered);
        Assert.Equal(0, onset.TrialsBefore);
    }

    [Fact]
    public void Find_nothing_but_failures_is_pre_existing() =>
        Assert.True(SingleMajor(new MailFlow(12).Add(50, (_, _) => 1), 0, 49).IsPreExisting);

    [Fact]
    public void Find_partly_failing_from_the_start_is_pre_existing() =>
        Assert.True(Assert.Single(Majors(new MailFlow(13).Add(300, (_, _) => 0.5).Add(600))).IsPreExisting);

    [Fact]
    public void Find_server_fails_from_the_start_is_pre_existing()
    {
        var onset = SingleMajor(new MailFlow(14).Add(600, (t, _) => t.Server == "SRV2" ? 1 : 0));
        Assert.Equal([new SliceTerm("server", "SRV2")], onset.Slice);
        Assert.True(onset.IsPreExisting);
    }

    [Fact]
    public void Find_new_server_that_always_fails_is_an_onset()
    {
        var flow = new MailFlow(15).Add(600).Add(600, (t, i) =>
        {
            if (i % 6 != 0)
                return 0;
            t.Server = "SRV9";
            return 1;
        });
        var onset = SingleMajor(flow);
        Assert.Equal([new SliceTerm("server", "SRV9")], onset.Slice);
        Assert.False(onset.IsPreExisting);
        Assert.Equal(600, onset.TrialsBefore);
    }

    [Fact]
    public void Find_recovered_then_second_incident_is_two_onsets()
    {
        var flow = new MailFlow(16) { Background = 0.001 }
            .Add(1000).Add(50, (_, _) => 1).Add(800).Add(200, (t, _) => t.Server == "SRV1" ? 1 : 0).Add(300);
        var onsets = Majors(flow);
        Assert.Equal([1000, flow.Broken[50]], onsets.Select(o => o.FirstBadTrial));
        Assert.Equal([1049, flow.Broken[^1]], onsets.Select(o => o.LastBadTrial));
        Assert.All(onsets, onset => Assert.True(onset.IsRecovered));
    }

    [Fact]
    public void Find_two_servers_at_different_times_that_overlap_are_two_onsets()
    {
        var flow = new MailFlow(17).Add(1000).Add(600, (t, i) =>
            (t.Server == "SRV1" && i < 400) || (t.Server == "SRV2" && i >= 200) ? 1 : 0).Add(400);
        var onsets = Majors(flow);
        Assert.Equal(["SRV1", "SRV2"], onsets.Select(o => Assert.Single(o.Slice).Values[0]));
    }

    [Fact]
    public void Find_daily_rhythm_with_night_gaps_is_one_onset()
    {
        var flow = new MailFlow(18);
        for (var day = 0; day < 14; day++)
        {
            var isBad = day is >= 8 and < 12;
            flow.Add(150, (_, _) => isBad ? 0.6 : 0, minutesApart: 4).Add(4, minutesApart: 180);
        }
        var onset = SingleMajor(flow, flow.Broken[0], flow.Broken[^1]);
        Assert.True(onset.IsRecovered);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(6)]
    public void Find_flapping_is_one_onset(int length)
    {
        var flow = new MailFlow(21).Add(1500).Add(240, (_, i) => i / length % 2 == 0 ? 1 : 0).Add(600);
        Assert.True(SingleMajor(flow).IsRecovered);
    }

    [Fact]
    public void Find_ramp_is_one_onset() =>
        SingleMajor(new MailFlow(22).Add(1500).Add(300, (_, i) => 0.1 + i / 400.0).Add(300, (_, _) => 1).Add(600));

    [Fact]
    public void Find_server_that_fails_already_and_later_all_are_two_onsets()
    {
        var onsets = Majors(new MailFlow(23).Add(1500, (t, _) => t.Server == "SRV1" ? 1 : 0).Add(100, (_, _) => 1)
            .Add(600, (t, _) => t.Server == "SRV1" ? 1 : 0));
        Assert.Equal([true, false], onsets.Select(onset => onset.IsPreExisting));
        Assert.Equal("SRV1", Assert.Single(onsets[0].Slice).Values[0]);
        Assert.Empty(onsets[1].Slice);
        // The trials of the server itself belong to the first.
        Assert.InRange(onsets[1].FirstBadTrial, 1500, 1503);
        Assert.InRange(onsets[1].LastBadTrial, 1596, 1599);
    }

    [Fact]
    public void Find_sender_of_the_broken_server_alone_stays_an_onset()
    {
        // The server's only sender passed before, and has no neighbour there: the server is as likely.
        var flow = new MailFlow(24).Add(2000, OnOwnServer(0)).Add(300, OnOwnServer(1));
        Assert.Equal("SRV1", SingleMajor(flow).Slice[0].Values[0]);

        static Func<MailFlow.Trial, int, double> OnOwnServer(double rate) => (t, _) =>
        {
            if (t.Server != "SRV1")
                return 0;
            t.Sender = "app.example";
            return rate;
        };
    }

    [Fact]
    public void Find_one_lucky_pass_is_no_recovery() =>
        Assert.False(SingleMajor(new MailFlow(19).Add(500).Add(60, (_, i) => i == 59 ? 0 : 1), 500, 558).IsRecovered);

    [Fact]
    public void Find_no_certificate_sent_is_a_slice_too()
    {
        var flow = new MailFlow(20).Add(800).Add(800, (t, i) =>
        {
            if (i % 7 != 0)
                return 0;
            t.Certificate = null;
            return 1;
        });
        Assert.Equal([new SliceTerm("certificate", [null])], SingleMajor(flow).Slice);
    }

    internal static List<Onset> Majors(MailFlow flow) =>
        [.. flow.Search().Onsets.Where(onset => onset.Severity == OnsetSeverity.Major)];

    internal static Onset SingleMajor(MailFlow flow) => SingleMajor(flow, flow.Broken[0], flow.Broken[^1]);

    private static Onset SingleMajor(MailFlow flow, long firstBad, long lastBad)
    {
        var onset = Assert.Single(Majors(flow));
        Assert.Equal(firstBad, onset.FirstBadTrial);
        Assert.Equal(lastBad, onset.LastBadTrial);
        return onset;
    }
}
