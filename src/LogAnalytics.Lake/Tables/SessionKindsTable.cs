using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// What sessions of a part have in common, each combination once, numbered in order of its first session, and how many sessions have it.
/// Some hundred rows stand for all sessions: what is asked of connectors, remotes and certificates is asked of them.
/// </summary>
public sealed class SessionKindsTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly NumberColumn<int> _partNumber = new("part_number");
    private readonly NumberColumn<int> _number = new("kind_number");
    private readonly TextColumn _connector = new("connector_id");
    private readonly TextColumn _localAddress = new("local_address");
    private readonly TextColumn _remoteAddress = new("remote_address");
    private readonly OptionalColumn<int> _remotePort = new("remote_port");
    private readonly TextColumn _remoteEndpoint = new("remote_endpoint");
    private readonly TextColumn _remoteHost = new("remote_host");
    private readonly TextColumn _helo = new("helo_name");
    private readonly TextColumn _publicAddress = new("public_address");
    private readonly OptionalColumn<bool> _masked = new("banner_masked");
    private readonly OptionalColumn<bool> _tlsOffered = new("starttls_offered");
    private readonly TextColumn _tls = new("tls_result");
    private readonly TextColumn _tlsProtocol = new("tls_protocol");
    private readonly TextColumn _sentThumbprint = new("sent_certificate_thumbprint");
    private readonly TextColumn _sentSubject = new("sent_certificate_subject");
    private readonly TextColumn _outcome = new("outcome");
    private readonly TextColumn _remoteFamily = new("remote_family");
    private readonly TextColumn _remoteEvidence = new("remote_evidence");
    private readonly NumberColumn<int> _sessions = new("sessions");
    private readonly NumberColumn<int> _trying = new("trying_sessions");
    private readonly NumberColumn<int> _severalDomains = new("several_domains_sessions");
    private readonly TimeColumn _firstStarted = new("first_started_at");
    private readonly TimeColumn _lastStarted = new("last_started_at");
    private readonly TimeColumn _lastEnded = new("last_ended_at");
    private readonly NullableTimeColumn _firstError = new("first_attribution_error_at");
    private readonly NullableTimeColumn _lastError = new("last_attribution_error_at");

    private readonly KeyCounts<SessionKind, SessionCounts> _kinds = new(kind => kind.Copy());

    public SessionKindsTable() => Columns =
    [
        _part, _partNumber, _number, _connector, _localAddress, _remoteAddress, _remotePort, _remoteEndpoint, _remoteHost, _helo, _publicAddress,
        _masked, _tlsOffered, _tls, _tlsProtocol, _sentThumbprint, _sentSubject, _outcome, _remoteFamily, _remoteEvidence, _sessions, _trying, _severalDomains,
        _firstStarted, _lastStarted, _lastEnded, _firstError, _lastError,
    ];

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Counts a session of the part.</summary>
    /// <returns>Number of its kind in the part.</returns>
    public int Count(SmtpSession session)
    {
        _kinds.Of(SessionKind.Of(session), out int number).Add(session);
        return number;
    }

    /// <summary>Writes what was counted; the next part begins anew.</summary>
    public void Complete(long partId, int partNumber)
    {
        for (int number = 0; number < _kinds.Entries.Count; number++)
        {
            (SessionKind kind, SessionCounts counts) = _kinds.Entries[number];
            _part.Add(partId);
            _partNumber.Add(partNumber);
            _number.Add(number);
            _connector.Add(kind.Connector);
            _localAddress.Add(kind.LocalAddress);
            _remoteAddress.Add(kind.RemoteAddress);
            _remotePort.Add(kind.RemotePort);
            _remoteEndpoint.Add(kind.RemoteEndpoint);
            _remoteHost.Add(kind.RemoteHost);
            _helo.Add(kind.HeloName);
            _publicAddress.Add(kind.PublicAddress);
            _masked.Add(kind.BannerMasked);
            _tlsOffered.Add(kind.StartTlsOffered);
            _tls.Add(Names.Of(kind.Tls));
            _tlsProtocol.Add(kind.TlsProtocol);
            _sentThumbprint.Add(kind.SentThumbprint);
            _sentSubject.Add(kind.SentSubject);
            _outcome.Add(Names.Of(kind.Outcome));
            _remoteFamily.Add(Names.Of(kind.RemoteFamily));
            _remoteEvidence.Add(kind.RemoteEvidence);
            _sessions.Add(counts.Sessions);
            _trying.Add(counts.Trying);
            _severalDomains.Add(counts.SeveralDomains);
            // A kind has a session at least.
            _firstStarted.Add(counts.Started.FirstMicros!.Value);
            _lastStarted.Add(counts.Started.LastMicros!.Value);
            _lastEnded.Add(counts.Ended.LastMicros!.Value);
            _firstError.Add(counts.Errors.FirstMicros);
            _lastError.Add(counts.Errors.LastMicros);
        }

        _kinds.Clear();
    }

    private readonly record struct SessionKind(
        Utf8Text? Connector, Utf8Text? LocalAddress, Utf8Text? RemoteAddress, int? RemotePort, Utf8Text? RemoteEndpoint, string? RemoteHost, string? HeloName,
        string? PublicAddress, bool BannerMasked, bool? StartTlsOffered, TlsResult Tls, string? TlsProtocol, string? SentThumbprint, string? SentSubject,
        SessionOutcome Outcome, RemoteFamily RemoteFamily, string? RemoteEvidence)
    {
        public static SessionKind Of(SmtpSession session) => new(
            Names.NullIfEmpty(session.ConnectorId), session.Local.Address, session.Remote.Address, session.Remote.Port, Names.NullIfEmpty(session.Remote.Text),
            session.RemoteHost, session.HeloName, session.PublicAddress, session.BannerMasked, session.StartTlsOffered, session.Tls, session.TlsProtocol,
            session.SentCertificate?.Thumbprint, session.SentCertificate?.Subject, session.Outcome, session.RemoteFamily, session.RemoteEvidence);

        /// <summary>One that outlives the rows it was read from.</summary>
        public SessionKind Copy() => this with
        {
            Connector = Connector?.Copy(),
            LocalAddress = LocalAddress?.Copy(),
            RemoteAddress = RemoteAddress?.Copy(),
            RemoteEndpoint = RemoteEndpoint?.Copy(),
        };
    }

    // Sessions of a kind: all, those that sent MAIL FROM, those whose recipients are of several domains; from when to when. Of a session's
    // attribution errors the first counts.
    private struct SessionCounts
    {
        public int Sessions, Trying, SeveralDomains;
        public TimeRange Started, Ended, Errors;

        public void Add(SmtpSession session)
        {
            Sessions++;
            Started.Add(session.StartedAtMicros);
            Ended.Add(session.EndedAtMicros);
            if (session.FirstAttributionErrorAtMicros is { } error)
                Errors.Add(error);
            Trying += session.Messages.Count > 0 ? 1 : 0;
            SeveralDomains += HasSeveralDomains(session) ? 1 : 0;
        }

        private static bool HasSeveralDomains(SmtpSession session)
        {
            string? first = null;
            foreach (SmtpMessage message in session.Messages)
            {
                foreach (RecipientAttempt recipient in message.Recipients)
                {
                    first ??= recipient.Domain;
                    if (recipient.Domain != first)
                        return true;
                }
            }

            return false;
        }
    }
}
