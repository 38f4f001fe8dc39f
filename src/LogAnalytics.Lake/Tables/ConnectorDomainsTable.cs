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

    private readonly KeyCounts<ConnectorDomain, RecipientCounts> _counts = new(key => key with { Connector = key.Connector?.Copy() });

    public ConnectorDomainsTable() => Columns = [_part, _connector, _domain, _outcome, _family, _recipients, _firstAt, _lastAt];

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Counts a recipient of the part.</summary>
    public void Count(SmtpSession session, RecipientAttempt recipient)
    {
        ConnectorDomain key = new(Names.NullIfEmpty(session.ConnectorId), recipient.Domain, recipient.Outcome, recipient.Reply?.Family?.Id);
        ref RecipientCounts count = ref _counts.Of(key, out _);
        count.Recipients++;
        if (recipient.Reply is { } reply)
            count.Replied.Add(reply.TimeMicros);
    }

    /// <summary>Writes what was counted; the next part begins anew.</summary>
    public void Complete(long partId)
    {
        foreach ((ConnectorDomain key, RecipientCounts count) in _counts.Entries)
        {
            _part.Add(partId);
            _connector.Add(key.Connector);
            _domain.Add(key.Domain);
            _outcome.Add(Names.Of(key.Outcome));
            _family.Add(key.Family);
            _recipients.Add(count.Recipients);
            _firstAt.Add(count.Replied.FirstMicros);
            _lastAt.Add(count.Replied.LastMicros);
        }

        _counts.Clear();
    }

    private readonly record struct ConnectorDomain(Utf8Text? Connector, string Domain, RecipientOutcome Outcome, string? Family);

    private struct RecipientCounts
    {
        public int Recipients;
        public TimeRange Replied;
    }
}
