using LogAnalytics.Detection;
using LogAnalytics.Diagnosis;
using LogAnalytics.Exports;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Cli.Analysis;

/// <summary>The bounds of a window by name; absent bounds are missing.</summary>
public sealed record Bracket(IReadOnlyDictionary<string, TrialPoint> Points)
{
    public TrialPoint? this[string bound] => Points.GetValueOrDefault(bound);
}

/// <summary>Sizes and places of a window.</summary>
public sealed record WindowCounts(IncidentScope Scope, string Family, int? ReplyCode, long RecipientsRefused, long Messages, long Senders);

/// <summary>Looks up the sessions and the counted evidence behind one onset: the SQL of <c>Sql/evidence</c>.</summary>
public sealed class EvidenceReader
{
    // Attributes like the remote address have many values; the rare ones decide nothing.
    private const int MostValuesPerAttribute = 200;

    private readonly LakeDatabase _database;
    private readonly Onset _onset;
    private readonly ExportSet _exports;
    private readonly Dictionary<string, object?> _parameters = [];
    private IReadOnlyList<SliceTerm> _bound = [];
    private bool _anyServer;

    /// <summary>Marks the trials of the onset's group; the other queries read them.</summary>
    public EvidenceReader(LakeDatabase database, Onset onset, ExportSet exports)
    {
        _database = database;
        _exports = exports;
        _onset = onset;
        _parameters["group_id"] = onset.Group;
        _parameters["first_bad"] = onset.FirstBadTrial;
        _parameters["last_bad"] = onset.LastBadTrial;
        _parameters["is_recovered"] = onset.IsRecovered;
        _parameters["is_recovered_beside"] = onset.IsRecoveredBeside;
        _parameters["first_bad_at"] = LogTime.ToDateTime(onset.FirstBadTimeMicros);
        Bind(_parameters, onset.Slice);
        database.Execute("evidence/scope", _parameters);
    }

    /// <summary>Works out what all incidents share; before the first of them.</summary>
    public static void Prepare(LakeDatabase database)
    {
        database.Execute("evidence/conditions");
        database.Execute("evidence/sent_certificates");
    }

    /// <summary>
    /// The bounds. A condition of the slice that no earlier success met is what changed, so it does not bind the last good trial:
    /// after a certificate swap that is the last success with the old certificate on those servers.
    /// </summary>
    public Bracket ReadBracket()
    {
        Dictionary<string, object?> parameters = new(_parameters);
        List<Dictionary<string, bool>> stable = _database.Query(
            "evidence/stable", row => SeriesReader.Attributes.ToDictionary(attribute => attribute, row.Flag), parameters);
        foreach (string attribute in SeriesReader.Attributes)
            parameters["any_" + attribute] = (bool)parameters["any_" + attribute]! || !stable[0][attribute];
        _bound = [.. _onset.Slice.Where(term => term.Attribute != "server" && !(bool)parameters["any_" + term.Attribute]!)];
        parameters["any_server"] = false;
        Bracket bracket = Bounds(parameters);
        if (bracket["last_good"] is not null || _onset.IsPreExisting)
            return bracket;
        // A new server has no success of its own: the last one of its group bounds the onset.
        _anyServer = true;
        parameters["any_server"] = true;
        return Bounds(parameters);
    }

    /// <summary>The trials that stand behind the numbers; after <see cref="ReadBracket"/>, which settles what bounds the last good one.</summary>
    public IncidentCounting Counting(DateTime? from, DateTime? to) => new(
        _onset.Group, from, to, CountedTrials.Terms(_onset.Slice), _onset.FirstBadTrial, _onset.LastBadTrial, CountedTrials.Terms(_bound), _anyServer,
        _onset.IsRecoveredBeside, CountedTrials.Terms(_onset.ChangeScope), _onset.ChangePasses, _onset.Before is { } before ? CountedTrials.Of(before) : null, CountedTrials.Of(_onset.During));

    /// <summary>What broke changed after this instant; see <see cref="Onset.ChangePasses"/>.</summary>
    public DateTime? ReadChangeEarliest(Bracket bracket)
    {
        if (bracket["last_good"] is not { } lastGood)
            return null;
        Dictionary<string, object?> parameters = new(_parameters) { ["last_good_at"] = lastGood.Time, ["passes"] = _onset.ChangePasses + 1 };
        Bind(parameters, _onset.ChangeScope);
        return _database.Query("evidence/change_earliest", row => row.Time("time"), parameters)[0];
    }

    public WindowCounts ReadCounts() => LakePieces.At(_database, "evidence/units", () => _database.Query("evidence/counts", row => new WindowCounts(
        new IncidentScope(row.Texts("servers"), row.Texts("connectors"), row.Texts("certificates"), row.Texts("remote_endpoints"), row.Texts("sender_domains")),
        row.Text("family") ?? "tenant_attribution", row.OptionalInt("reply_code"), row.Number("recipients_refused"), row.Number("messages"), row.Number("senders")))[0]);

    /// <summary>Keeps what the window refused for the list of affected messages.</summary>
    public void KeepRefusals(string incident) => LakePieces.At(
        _database, "evidence/units", () => _database.Execute("evidence/refusals", new Dictionary<string, object?> { ["incident"] = incident }));

    public IReadOnlyList<ServerStanding> ReadServers() => _database.Query("evidence/servers", row => new ServerStanding(
        row.Text("server")!, row.Text("connector"), row.Text("certificate"), row.Time("last_good"), row.Time("first_bad"), row.Time("last_bad"),
        row.Number("passed_during"), row.Number("failed_during")));

    public IncidentEvidence ReadEvidence(Bracket bracket, WindowCounts counts)
    {
        List<(bool Scoped, ValueCounts Counts)> values = _database.Query("evidence/values", row => (row.Flag("scoped"), new ValueCounts(
            row.Text("attribute")!, row.Text("value"),
            // A window that was there when the logs begin has no before: what precedes its first failure is mail that proves nothing.
            _onset.IsPreExisting ? 0 : row.Number("passed_before"), _onset.IsPreExisting ? 0 : row.Number("failed_before"), row.Number("passed_during"), row.Number("failed_during"),
            row.Number("passed_after"), row.Number("failed_after"),
            row.Time("first_seen")!.Value, row.Time("first_passed"), row.Time("last_passed"))));
        return new IncidentEvidence
        {
            Family = counts.Family,
            Servers = counts.Scope.Servers,
            Connectors = counts.Scope.Connectors,
            FirstBad = bracket["first_bad"]!.Time,
            LastGood = bracket["last_good"]?.Time,
            FirstGoodAfter = bracket["first_good"]?.Time,
            Slice = [.. _onset.Slice.SelectMany(term => term.Values.Select(value => KeyValuePair.Create(term.Attribute, value)))],
            InScope = Cut(values.Where(value => value.Scoped)),
            Everywhere = Cut(values.Where(value => !value.Scoped)),
            Certificates = ExportedCertificates.Fill(ReadCertificates(), _exports.Certificates),
            TlsFailures = _database.Query("evidence/tls_failures", row => new TlsFailureCounts(
                row.Text("error")!, row.Number("failed_before"), row.Number("failed_since"), row.Time("first_at")!.Value), _parameters),
            AcceptedDomains = _exports.AcceptedDomains,
            InboundConnectors = _exports.InboundConnectors,
            SendConnectors = _exports.SendConnectors,
            ExportedCertificates = _exports.Certificates,
            KnownChanges = _exports.Changes,
        };
    }

    public IReadOnlyList<FirstUse> ReadFirstUses() => _database.Query("evidence/first_uses", row => new FirstUse(
        row.Text("server")!, row.Text("connector"), row.Text("attribute")!, row.Text("value"), row.Time("first_used_at")!.Value,
        row.Time("first_bad_at")!.Value, row.Text("from_value"), row.Flag("is_return"), row.Texts("others")));

    /// <summary>Companion replies that there are, before or during.</summary>
    public IReadOnlyList<CompanionRate> ReadCompanions(Bracket bracket)
    {
        Dictionary<string, object?> parameters = new()
        {
            ["first_bad_at"] = bracket["first_bad"]!.Time,
            ["last_bad_at"] = (bracket["last_bad"] ?? bracket["first_bad"])!.Time,
        };
        return [.. _database.Query("evidence/companions", row => new CompanionRate(
            row.Text("family")!, row.Number("before"), row.Number("sessions_before"), row.Number("during"), row.Number("sessions_during")), parameters)
            .Where(rate => rate.Before + rate.During > 0)];
    }

    /// <summary>What the clocks of the two servers do to the order of the bounds.</summary>
    public string? ReadSkewNote(Bracket bracket)
    {
        if (bracket["last_good"] is not { } good || bracket["first_bad"] is not { } bad || good.Server == bad.Server)
            return null;
        Dictionary<string, object?> parameters = new() { ["day"] = bad.Time.Date, ["good_server"] = good.Server, ["bad_server"] = bad.Server };
        return ClockOrder.Note(good, bad, _database.Query("evidence/clocks", row => new ServerClock(row.Text("server")!, row.Number("ahead_ms")), parameters));
    }

    private List<CertificateFacts> ReadCertificates() => _database.Query("evidence/certificates", row => new CertificateFacts(
        row.Text("thumbprint")!, row.Text("subject"), row.Text("issuer"), row.Text("serial"),
        // Unknown names are unknown, not empty: without the alternate names the set cannot be compared.
        row.Text("names")?.Split(';'),
        row.Time("not_before"), row.Time("not_after"), row.Time("first_seen")!.Value, row.Time("last_seen")!.Value, row.Texts("servers")));

    private Bracket Bounds(Dictionary<string, object?> parameters) => LakePieces.At(_database, "evidence/bounds", () => new Bracket(_database
        .Query("evidence/bracket", row => KeyValuePair.Create(row.Text("bound")!, new TrialPoint(
            row.Time("time")!.Value, row.Time("session_started_at")!.Value, row.Text("server")!, row.Text("session_id")!, row.Text("file"), row.Number("line"))))
        .ToDictionary()), parameters);

    /// <summary>Per attribute its values, and whether it is no condition.</summary>
    private static void Bind(Dictionary<string, object?> parameters, IReadOnlyList<SliceTerm> terms)
    {
        foreach (string attribute in SeriesReader.Attributes)
        {
            SliceTerm? term = terms.FirstOrDefault(term => term.Attribute == attribute);
            parameters[attribute] = term is null ? null : ValueList.Of(term.Values);
            parameters["any_" + attribute] = term is null;
        }
    }

    private static List<ValueCounts> Cut(IEnumerable<(bool Scoped, ValueCounts Counts)> values) =>
        [.. values.Select(value => value.Counts).GroupBy(counts => counts.Attribute).SelectMany(group => group.Take(MostValuesPerAttribute))];
}
