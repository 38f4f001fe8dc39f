using LogAnalytics.Detection;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Detection;

public class DomainGuardTests
{
    [Fact]
    public void Find_domain_that_always_fails_is_a_finding()
    {
        var result = new MailFlow(1).Add(2000, (t, i) => FromUnverified(t, i)).Search();
        Assert.Empty(result.Onsets);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((GuardKind.PersistentUnverifiedSender, "sender_domain", "unverified.example"),
            (finding.Kind, finding.Attribute, finding.Value));
        Assert.Equal((50, 50, 0, 1960),
            (finding.Trials, finding.Failed, finding.FirstFailedTrial, finding.LastFailedTrial));
    }

    [Fact]
    public void Find_background_domain_beside_a_real_incident_gives_both()
    {
        var flow = new MailFlow(2).Add(1200, (t, i) => FromUnverified(t, i))
            .Add(300, (t, i) => Math.Max(FromUnverified(t, i), 1))
            .Add(900, (t, i) => FromUnverified(t, i));
        var result = flow.Search();
        var onset = Assert.Single(result.Onsets);
        Assert.Equal(GuardKind.PersistentUnverifiedSender, Assert.Single(result.Findings).Kind);
        Assert.InRange(onset.FirstBadTrial, 1200, 1201);
        Assert.Equal(1499, onset.LastBadTrial);
    }

    [Fact]
    public void Find_domains_seen_in_the_outage_alone_are_not_guarded()
    {
        var flow = new MailFlow(3).Add(1000).Add(200, (t, i) =>
        {
            t.Sender = i % 4 == 0 ? $"seldom{i % 5}.example" : t.Sender;
            t.Recipient = i % 3 == 0 ? $"rare{i % 7}.example" : t.Recipient;
            return 1;
        }).Add(500);
        var result = flow.Search();
        Assert.Empty(result.Findings);
        Assert.Equal((1000L, 1199L), (result.Onsets[0].FirstBadTrial, result.Onsets[0].LastBadTrial));
    }

    [Fact]
    public void Find_domains_seen_on_the_broken_server_alone_are_not_guarded()
    {
        var flow = new MailFlow(4).Add(1000).Add(500, (t, i) =>
        {
            if (t.Server != "SRV2")
                return 0;
            t.Sender = i % 2 == 0 ? "seldom.example" : t.Sender;
            return 1;
        });
        Assert.Empty(flow.Search().Findings);
        Assert.Equal("SRV2", OnsetScenarioTests.SingleMajor(flow).Slice[0].Values[0]);
    }

    [Fact]
    public void Find_window_of_one_sender_is_a_finding()
    {
        var flow = new MailFlow(5).Add(1000).Add(400, (t, _) => t.Sender == "fabrikam.com" ? 1 : 0).Add(600);
        var result = flow.Search();
        Assert.Empty(result.Onsets);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((GuardKind.SingleSenderWindow, "fabrikam.com"), (finding.Kind, finding.Value));
        Assert.Equal((flow.Broken[0], flow.Broken[^1]), (finding.FirstFailedTrial, finding.LastFailedTrial));
    }

    [Fact]
    public void Find_null_sender_is_a_class_and_stays_an_onset()
    {
        var flow = new MailFlow(6).Add(1000).Add(400, (t, _) => t.Sender == "<>" ? 1 : 0);
        Assert.Empty(flow.Search().Findings);
        OnsetScenarioTests.SingleMajor(flow);
    }

    [Fact]
    public void Find_only_sender_there_is_stays_an_onset()
    {
        var flow = new MailFlow(7).Add(1000, OneSender).Add(100, (t, _) => 1 + OneSender(t, 0)).Add(300, OneSender);
        Assert.Empty(flow.Search().Findings);
        OnsetScenarioTests.SingleMajor(flow);
    }

    [Fact]
    public void Find_other_domains_without_failures_count_as_neighbours()
    {
        // The series holds "" for every domain that never failed.
        var flow = new MailFlow(8).Add(3000, (t, i) =>
        {
            t.Sender = "";
            return FromUnverified(t, i);
        });
        Assert.Equal(GuardKind.PersistentUnverifiedSender, Assert.Single(flow.Search().Findings).Kind);
        Assert.Empty(flow.Search().Onsets);
    }

    [Fact]
    public void Find_refusals_of_one_recipient_domain_are_the_partners()
    {
        var flow = new MailFlow(9).Add(1000).Add(800, (t, _) => t.Recipient == "partner4.example" ? 1 : 0).Add(500);
        var result = flow.Search();
        Assert.Empty(result.Onsets);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((GuardKind.PartnerRefusal, "partner4.example"), (finding.Kind, finding.Value));
        Assert.Equal(flow.Broken.Count, finding.Failed);
    }

    [Fact]
    public void Find_partner_that_always_refuses_is_a_finding()
    {
        var result = new MailFlow(10).Add(3000, (t, _) => t.Recipient == "partner4.example" ? 1 : 0).Search();
        Assert.Empty(result.Onsets);
        Assert.Equal(GuardKind.PartnerRefusal, Assert.Single(result.Findings).Kind);
    }

    [Fact]
    public void Find_recipients_inside_the_service_pass_and_the_others_fail_is_an_onset()
    {
        // A third of the recipients is hosted in the service and accepted from anyone, from the start to the end.
        var flow = new MailFlow(11).Add(1500, (t, _) => t.Recipient[7] is '1' or '2' ? 0 : 1);
        var result = flow.Search();
        Assert.Empty(result.Findings);
        Assert.True(Assert.Single(result.Onsets).IsPreExisting);
    }

    private static double OneSender(MailFlow.Trial trial, int index)
    {
        trial.Sender = "contoso.com";
        return 0;
    }

    private static double FromUnverified(MailFlow.Trial trial, int index)
    {
        if (index % 40 != 0)
            return 0;
        trial.Sender = "unverified.example";
        return 1;
    }
}
