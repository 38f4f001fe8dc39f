using LogAnalytics.Inputs;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>The views have the columns and types that outsiders rely on, and say what plain code says.</summary>
public class ViewTests(SampleLake lake) : IClassFixture<SampleLake>
{
    // The outside relies on these names and types; more columns are welcome.
    private static readonly Dictionary<string, string> _contract = new()
    {
        ["events"] = """
            server VARCHAR, service VARCHAR, connector_id VARCHAR, session_id VARCHAR, sequence_number INTEGER, time TIMESTAMP,
            local_endpoint VARCHAR, remote_endpoint VARCHAR, event VARCHAR, data VARCHAR, context VARCHAR, data_raw BLOB, file_id VARCHAR,
            line_number BIGINT, byte_offset BIGINT
            """,
        ["sessions"] = """
            server VARCHAR, service VARCHAR, session_id VARCHAR, connector_id VARCHAR, started_at TIMESTAMP, ended_at TIMESTAMP,
            local_address VARCHAR, local_port INTEGER, remote_address VARCHAR, remote_port INTEGER, remote_endpoint VARCHAR,
            remote_host VARCHAR, helo_name VARCHAR, public_address VARCHAR, banner_masked BOOLEAN, starttls_offered BOOLEAN,
            starttls_used BOOLEAN, tls_result VARCHAR, tls_protocol VARCHAR, tls_cipher VARCHAR, tls_error VARCHAR,
            sent_certificate_thumbprint VARCHAR, sent_certificate_subject VARCHAR, sent_certificate_issuer VARCHAR,
            sent_certificate_serial VARCHAR, sent_certificate_names VARCHAR[], sent_certificate_not_before TIMESTAMP,
            sent_certificate_not_after TIMESTAMP, remote_certificate_thumbprint VARCHAR, remote_certificate_subject VARCHAR,
            message_count INTEGER, recipient_count INTEGER, accepted_count INTEGER, refused_count INTEGER, transient_count INTEGER,
            attribution_error_count INTEGER, first_attribution_error_at TIMESTAMP, attribution_family VARCHAR, outcome VARCHAR,
            remote_family VARCHAR, relay_role VARCHAR, relay_evidence VARCHAR, close_reason VARCHAR, has_connect BOOLEAN,
            has_disconnect BOOLEAN, is_complete BOOLEAN, sequence_holes INTEGER, event_count INTEGER, first_file_id VARCHAR,
            first_line_number BIGINT, companion_family VARCHAR, clock_skew_ms BIGINT, clock_source VARCHAR, receiver_session_id VARCHAR
            """,
        ["recipients"] = """
            server VARCHAR, service VARCHAR, session_id VARCHAR, message_index INTEGER, internet_message_id VARCHAR, sender VARCHAR,
            recipient VARCHAR, sender_domain VARCHAR, recipient_domain VARCHAR, phase VARCHAR, reply_code INTEGER, enhanced_code VARCHAR,
            reply_text VARCHAR, outcome VARCHAR, family VARCHAR, replied_at TIMESTAMP, file_id VARCHAR, line_number BIGINT
            """,
        ["files"] = """
            file_id VARCHAR, path VARCHAR, size BIGINT, lines BIGINT, header_lines BIGINT, blank_lines BIGINT, event_lines BIGINT,
            rejected_lines BIGINT, duplicate_lines BIGINT, pending_bytes BIGINT, first_time TIMESTAMP, last_time TIMESTAMP,
            log_type VARCHAR, version VARCHAR, server VARCHAR, service VARCHAR, status VARCHAR, reason VARCHAR
            """,
        ["rejects"] = "file_id VARCHAR, line_number BIGINT, byte_offset BIGINT, reason VARCHAR, raw BLOB",
        ["certificates"] = """
            thumbprint VARCHAR, role VARCHAR, subject VARCHAR, issuer VARCHAR, serial VARCHAR, names VARCHAR[], not_before TIMESTAMP,
            not_after TIMESTAMP, first_seen TIMESTAMP, last_seen TIMESTAMP, servers VARCHAR[]
            """,
        ["certificate_endpoints"] = """
            sent_certificate_thumbprint VARCHAR, remote_endpoint VARCHAR, sent_certificate_subject VARCHAR, remote_host VARCHAR,
            servers VARCHAR[], connectors VARCHAR[], sessions BIGINT, attributed BIGINT, attribution_failed BIGINT, failure_rate DOUBLE,
            first_seen TIMESTAMP, last_seen TIMESTAMP, first_failure TIMESTAMP, last_failure TIMESTAMP
            """,
        ["reply_families"] = """
            ordinal INTEGER, id VARCHAR, class VARCHAR, code INTEGER, enhanced VARCHAR, words VARCHAR, meaning VARCHAR, source VARCHAR
            """,
        ["clock_skew"] = """
            server VARCHAR, service VARCHAR, day DATE, source VARCHAR, samples BIGINT, receivers BIGINT, median_ms BIGINT, min_ms BIGINT,
            max_ms BIGINT
            """,
        ["coverage"] = "server VARCHAR, service VARCHAR, hour TIMESTAMP, rows BIGINT, gap VARCHAR",
    };

    public static TheoryData<string> Views => [.. _contract.Keys];

    [Theory, MemberData(nameof(Views))]
    public void View_has_the_promised_columns_and_types(string view)
    {
        Dictionary<string, string> found = LakeHelper.Rows(lake.Root, $"DESCRIBE {view}").ToDictionary(row => (string)row[0]!, row => (string)row[1]!);

        string[][] promised = [.. _contract[view].ReplaceLineEndings(" ").Split(',', StringSplitOptions.TrimEntries).Select(column => column.Split(' '))];
        Assert.Equal(promised.Select(column => $"{column[0]} {column[1]}"), promised.Select(column => $"{column[0]} {found.GetValueOrDefault(column[0])}"));
    }

    [Fact]
    public void Lists_are_empty_rather_than_null()
    {
        Assert.Equal(0, LakeHelper.Number(lake.Root, "SELECT count(*) FROM sessions WHERE sent_certificate_names IS NULL"));
        Assert.Equal(0, LakeHelper.Number(lake.Root, "SELECT count(*) FROM certificates WHERE names IS NULL OR servers IS NULL"));
        Assert.Equal(0, LakeHelper.Number(lake.Root, "SELECT count(*) FROM certificate_endpoints WHERE servers IS NULL OR connectors IS NULL"));
    }

    [Fact]
    public void Certificate_endpoints_equal_counts_by_plain_code()
    {
        List<PlainSession> sessions = [.. PlainSession.Read(lake.Tree)];
        var expected = sessions
            .GroupBy(session => (session.Certificate, session.RemoteEndpoint))
            .Select(group => $"{group.Key.Certificate ?? "-"} {group.Key.RemoteEndpoint} {group.Count()} {group.Count(session => !session.Failed && session.Accepted)} {group.Count(session => session.Failed)} "
                + $"{string.Join('+', group.Select(session => session.Server).Distinct().Order(StringComparer.Ordinal))} {group.Min(session => session.Start)}")
            .Order(StringComparer.Ordinal);

        var found = LakeHelper.Rows(lake.Root, """
            SELECT coalesce(sent_certificate_thumbprint, '-') || ' ' || remote_endpoint || ' ' || sessions || ' ' || attributed || ' ' || attribution_failed || ' '
                || array_to_string(servers, '+') || ' ' || strftime(first_seen, '%Y-%m-%dT%H:%M:%S.%gZ')
            FROM certificate_endpoints
            """).Select(row => (string)row[0]!).Order(StringComparer.Ordinal);

        Assert.Equal(string.Join('\n', expected), string.Join('\n', found));
        Assert.Equal(0, LakeHelper.Number(lake.Root, """
            SELECT count(*) FROM certificate_endpoints
            WHERE failure_rate IS DISTINCT FROM attribution_failed / nullif(CAST(attributed + attribution_failed AS DOUBLE), 0)
                OR (attribution_failed > 0) <> (first_failure IS NOT NULL) OR first_failure > last_failure OR first_seen > last_seen
            """));
    }

    [Fact]
    public void Certificates_equal_a_list_by_plain_code()
    {
        List<PlainSession> sessions = [.. PlainSession.Read(lake.Tree)];
        var expected = sessions.Where(session => session.Certificate is not null).GroupBy(session => session.Certificate!)
            .Select(group => $"{group.Key} {group.Min(session => session.Start)} {group.Max(session => session.Start)}").Order(StringComparer.Ordinal);

        var found = LakeHelper.Rows(lake.Root, """
            SELECT thumbprint || ' ' || strftime(first_seen, '%Y-%m-%dT%H:%M:%S.%gZ') || ' ' || strftime(last_seen, '%Y-%m-%dT%H:%M:%S.%gZ')
            FROM certificates WHERE role = 'sent'
            """).Select(row => (string)row[0]!).Order(StringComparer.Ordinal);

        Assert.Equal(expected, found);
        Assert.True(LakeHelper.Number(lake.Root, "SELECT count(*) FROM certificates WHERE role = 'remote'") > 0);
    }

    [Fact]
    public void Coverage_holds_every_row_and_every_hour_once()
    {
        Assert.Equal(LakeHelper.Number(lake.Root, "SELECT count(*) FROM events"), LakeHelper.Number(lake.Root, "SELECT sum(rows)::BIGINT FROM coverage"));
        Assert.Equal(0, LakeHelper.Number(lake.Root, "SELECT count(*) - count(DISTINCT (server, service, hour)) FROM coverage"));
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("EX 01")]
    [InlineData("Žürich-邮件")]
    [InlineData("a=b%2F'c")]
    [InlineData("2026-03-10")]
    public async Task Server_of_any_name_stays_text_in_every_view(string server)
    {
        using Workspace workspace = new();
        workspace.Write("logs/x/" + LogRows.FileName(new DateTime(2026, 3, 10, 7, 0, 0)),
            LogRows.Header + string.Concat(LogRows.Session("08DE000000000001", new DateTime(2026, 3, 10, 7, 0, 0), TimeSpan.FromSeconds(1))) + "2026-03-10T07:59:00.000Z,cut\r\n");
        await LakeHelper.ConvertAsync(workspace.Lake, new ConvertOptions(), new InputCatalog(ServerNaming.From(server)).List([workspace.Logs]));

        foreach (string view in new[] { "events", "sessions", "messages", "recipients", "files", "rejects", "coverage" })
            Assert.Equal([[server, "VARCHAR"]], LakeHelper.Rows(workspace.Lake, $"SELECT DISTINCT server, typeof(server) FROM {view}"));
        Assert.Equal(server, LakeHelper.Rows(workspace.Lake, "SELECT servers[1] FROM certificate_endpoints")[0][0]);
    }

    /// <summary>What a session shows to code that knows nothing of ours: new dialect, one row per reply.</summary>
    private sealed record PlainSession(string Server, string Start, string RemoteEndpoint, string? Certificate, bool Accepted, bool Failed)
    {
        public static IEnumerable<PlainSession> Read(string root)
        {
            var rows = TreeFolder.Logs(root).SelectMany(path => TreeFolder.Rows(path).Select(line => (Server: Path.GetRelativePath(root, path).Split('/', '\\')[0], Fields: TreeFolder.Split(line))));
            foreach (var session in rows.GroupBy(row => (row.Server, Id: row.Fields[2])))
            {
                var ordered = session.Select(row => row.Fields).OrderBy(fields => int.Parse(fields[3])).ToArray();
                string[] replies = [.. ordered.Where(fields => fields[6] == "<").Select(fields => fields[7])];
                List<string>? sent = ordered.FirstOrDefault(fields => fields[6] == "*" && fields[8].StartsWith("Sending certificate", StringComparison.OrdinalIgnoreCase));
                yield return new PlainSession(
                    session.Key.Server, ordered[0][0], ordered[0][5], sent is null ? null : Thumbprint(sent[7]),
                    replies.Any(reply => reply.StartsWith("250", StringComparison.Ordinal) && reply.Contains("queued", StringComparison.OrdinalIgnoreCase)),
                    replies.Any(reply => reply.Contains("5.7.64", StringComparison.Ordinal)));
            }
        }

        // The only run of forty hex digits.
        private static string? Thumbprint(string data) => System.Text.RegularExpressions.Regex.Match(data, @"\b[0-9A-Fa-f]{40}\b") is { Success: true } match ? match.Value : null;
    }
}
