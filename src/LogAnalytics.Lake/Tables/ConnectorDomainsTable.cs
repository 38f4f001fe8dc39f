using System.Runtime.InteropServices;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// The recipients of a part by connector, recipient domain, outcome and family, in order of the first of each: what a connector is for is
/// told from them, and recipients are many.
/// </summary>
public sealed class ConnectorDomainsTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly TextColumn _connector = new("connector_id");
    private readonly TextColumn _domain = new("recipient_domain");
    private readonly TextColumn _outcome = new("outcome");
    private readonly TextColumn _family = new("family");
    private readonly NumberColumn<int> _recipients = new("recipients");
    private readonly NullableTimeColumn _firstAt = new("first_at");
    private readonly NullableTimeColumn _lastAt = new("last_at");

    private readonly Dictionary<ConnectorDomain, int> _numbers = [];
    private readonly List<(ConnectorDomain Key, int Recipients, long? FirstMicros, long? LastMicros)> _counts = [];

    public ConnectorDomainsTable() => Columns = [_part, _connector, _domain, _outcome, _family, _recipients, _firstAt, _lastAt];

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Counts a recipient of the part.</summary>
    public void Count(SmtpSession session, RecipientAttempt recipient)
    {
        ConnectorDomain key = new(Names.NullIfEmpty(session.ConnectorId), recipient.Domain, recipient.Outcome, recipient.Reply?.Family?.Id);
        if (!_numbers.TryGetValue(key, out int number))
        {
            number = _counts.Count;
            // It outlives the rows that it was read from.
            key = key with { Connector = key.Connector?.Copy() };
            _numbers.Add(key, number);
            _counts.Add((key, 0, null, null));
        }

        ref (ConnectorDomain Key, int Recipients, long? FirstMicros, long? LastMicros) count = ref CollectionsMarshal.AsSpan(_counts)[number];
        count.Recipients++;
        if (recipient.Reply?.TimeMicros is not { } micros)
            return;
        count.FirstMicros = Math.Min(count.FirstMicros ?? micros, micros);
        count.LastMicros = Math.Max(count.LastMicros ?? micros, micros);
    }

    /// <summary>Writes what was counted; the next part begins anew.</summary>
    public void Complete(long partId)
    {
        foreach ((ConnectorDomain key, int recipients, long? firstMicros, long? lastMicros) in _counts)
        {
            _part.Add(partId);
            _connector.Add(key.Connector);
            _domain.Add(key.Domain);
            _outcome.Add(Names.Of(key.Outcome));
            _family.Add(key.Family);
            _recipients.Add(recipients);
            _firstAt.Add(firstMicros);
            _lastAt.Add(lastMicros);
        }

        _numbers.Clear();
        _counts.Clear();
    }

    private readonly record struct ConnectorDomain(Utf8Text? Connector, string Domain, RecipientOutcome Outcome, string? Family);
}
