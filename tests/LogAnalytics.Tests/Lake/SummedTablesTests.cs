using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>The tables that are summed up while a part is written, against the sums over the rows that they stand for.</summary>
public sealed class SummedTablesTests : IDisposable
{
    private const string KindColumns = """
        part_id, kind_number, server, service, date, connector_id, local_address, remote_address, remote_port, remote_endpoint, remote_host, helo_name,
        public_address, banner_masked, starttls_offered, tls_result, tls_protocol, sent_certificate_thumbprint, sent_certificate_subject, outcome, remote_family, remote_evidence
        """;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("clean_noisy", 3)]
    [InlineData("certificate_name_changed", 4)]
    [InlineData("rollout", 5)]
    [InlineData("smtp_inspection", 6)]
    public async Task Tables_are_the_sums_over_sessions_and_recipients_of_samples(string kind, int seed)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = kind, Seed = seed, Servers = 3, Days = 2, SessionsPerServerHour = 4 });
        await LakeHelper.ConvertAsync(_workspace.Lake, tree.Root);
        AssertSums();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Tables_are_the_sums_over_sessions_and_recipients_of_odd_logs(int seed)
    {
        new OddTree(seed).WriteTo(_workspace.Logs);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        AssertSums();
    }

    [Fact]
    public async Task Lake_of_an_earlier_version_is_not_queried_until_it_is_rebuilt()
    {
        string logs = Repository.DataSamples("certificate-name-changed");
        await LakeHelper.ConvertAsync(_workspace.Lake, logs);
        long sessions = LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions");
        ForgedLake.EditManifest(_workspace.Lake, $"\"rules\": \"{LakeRules.Of("").Stamp}\"", "\"rules\": \"4-of-an-older-version\"");
        ForgedLake.EditManifest(_workspace.Lake, $"\"parser_version\": {LakeVersions.Parser}", $"\"parser_version\": {LakeVersions.LeastParserToQuery - 1}");

        LakeException refusal = Assert.Throws<LakeException>(() => LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions"));
        Assert.Contains($"loganalytics rebuild --lake {_workspace.Lake}", refusal.Message, StringComparison.Ordinal);

        await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2 }, new([], []));
        Assert.Equal(sessions, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions"));
        AssertSums();
    }

    private void AssertSums()
    {
        Assert.True(LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM _kinds") > 5);
        AssertSame(
            $"SELECT {KindColumns}, CAST(sessions AS BIGINT) AS sessions, CAST(trying_sessions AS BIGINT) AS trying, CAST(several_domains_sessions AS BIGINT) AS several, first_started_at, last_started_at, last_ended_at, first_attribution_error_at, last_attribution_error_at FROM _kinds",
            $"""
            SELECT {KindColumns}, count(*), count(*) FILTER (message_count > 0), count(*) FILTER (coalesce(domains, 0) > 1),
                min(started_at), max(started_at), max(ended_at), min(first_attribution_error_at), max(first_attribution_error_at)
            FROM _sessions
            LEFT JOIN (SELECT part_id, session_number, count(DISTINCT recipient_domain) AS domains FROM _recipients GROUP BY ALL) USING (part_id, session_number)
            GROUP BY ALL
            """);
        AssertSame(
            "SELECT part_id, connector_id, recipient_domain, outcome, family, CAST(recipients AS BIGINT) AS recipients, first_at, last_at FROM _part_domains",
            """
            SELECT part_id, s.connector_id, r.recipient_domain, r.outcome, r.family, count(*), min(r.replied_at), max(r.replied_at)
            FROM _recipients AS r
            JOIN _sessions AS s USING (part_id, session_number)
            GROUP BY ALL
            """);
        AssertSame(
            "SELECT part_id, session_number, message_index, kind_number FROM _messages",
            "SELECT part_id, session_number, message_index, s.kind_number FROM _messages JOIN _sessions AS s USING (part_id, session_number)");
        Assert.Equal(0, LakeHelper.SessionsOutOfOrder(_workspace.Lake));
    }

    private void AssertSame(string written, string summed)
    {
        Assert.Empty(LakeHelper.Rows(_workspace.Lake, $"({written}) EXCEPT ALL ({summed})"));
        Assert.Empty(LakeHelper.Rows(_workspace.Lake, $"({summed}) EXCEPT ALL ({written})"));
    }
}
