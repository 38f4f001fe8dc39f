using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Certificates;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Tables;

/// <summary>One row per SMTP session. Absent is null; the names of a certificate are joined by <c>;</c>, as logged, and split in the view.</summary>
public sealed class SessionsTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly NumberColumn<int> _number = new("session_number");
    private readonly TextColumn _session = new("session_id", mayRepeat: false);
    private readonly NumberColumn<int> _split = new("session_split");
    private readonly NumberColumn<int> _kind = new("kind_number");
    private readonly TextColumn _connector = new("connector_id");
    private readonly TimeColumn _started = new("started_at");
    private readonly TimeColumn _ended = new("ended_at");
    private readonly TextColumn _localEndpoint = new("local_endpoint", mayRepeat: false);
    private readonly NumberColumn<int> _localFrom = new("local_from_sequence");
    private readonly TextColumn _localAddress = new("local_address");
    private readonly OptionalColumn<int> _localPort = new("local_port");
    private readonly TextColumn _remoteAddress = new("remote_address");
    private readonly OptionalColumn<int> _remotePort = new("remote_port");
    private readonly TextColumn _remoteEndpoint = new("remote_endpoint");
    private readonly TextColumn _remoteHost = new("remote_host");
    private readonly TextColumn _helo = new("helo_name");
    private readonly TextColumn _publicAddress = new("public_address");
    private readonly OptionalColumn<bool> _masked = new("banner_masked");
    private readonly OptionalColumn<bool> _tlsOffered = new("starttls_offered");
    private readonly OptionalColumn<bool> _tlsUsed = new("starttls_used");
    private readonly TextColumn _tls = new("tls_result");
    private readonly TextColumn _tlsProtocol = new("tls_protocol");
    private readonly TextColumn _tlsCipher = new("tls_cipher");
    private readonly TextColumn _tlsError = new("tls_error");
    private readonly CertificateColumns _sent = new("sent_certificate");
    private readonly CertificateColumns _remote = new("remote_certificate");
    private readonly NumberColumn<int> _messages = new("message_count");
    private readonly NumberColumn<int> _recipients = new("recipient_count");
    private readonly NumberColumn<int> _accepted = new("accepted_count");
    private readonly NumberColumn<int> _refused = new("refused_count");
    private readonly NumberColumn<int> _transient = new("transient_count");
    private readonly NumberColumn<int> _errors = new("attribution_error_count");
    private readonly NullableTimeColumn _firstError = new("first_attribution_error_at");
    private readonly TextColumn _family = new("attribution_family");
    private readonly TextColumn _companion = new("companion_family");
    private readonly TextColumn _outcome = new("outcome");
    private readonly TextColumn _remoteFamily = new("remote_family");
    private readonly TextColumn _remoteEvidence = new("remote_evidence");
    private readonly OptionalColumn<long> _clockSkew = new("clock_skew_ms");
    private readonly TextColumn _clockSource = new("clock_source");
    private readonly TextColumn _receiverSession = new("receiver_session_id", mayRepeat: false);
    private readonly TextColumn _closeReason = new("close_reason");
    private readonly OptionalColumn<bool> _hasConnect = new("has_connect");
    private readonly OptionalColumn<bool> _hasDisconnect = new("has_disconnect");
    private readonly OptionalColumn<bool> _isComplete = new("is_complete");
    private readonly NumberColumn<int> _holes = new("sequence_holes");
    private readonly NumberColumn<int> _events = new("event_count");
    private readonly NumberColumn<int> _file = new("first_file_number");
    private readonly NumberColumn<long> _line = new("first_line_number");

    public SessionsTable() => Columns =
    [
        _part, _number, _session, _split, _kind, _connector, _started, _ended, _localEndpoint, _localFrom, _localAddress, _localPort, _remoteAddress, _remotePort,
        _remoteEndpoint, _remoteHost, _helo, _publicAddress, _masked, _tlsOffered, _tlsUsed, _tls, _tlsProtocol, _tlsCipher, _tlsError,
        .. _sent.Columns, .. _remote.Columns,
        _messages, _recipients, _accepted, _refused, _transient, _errors, _firstError, _family, _companion, _outcome, _remoteFamily, _remoteEvidence,
        _clockSkew, _clockSource, _receiverSession, _closeReason, _hasConnect, _hasDisconnect, _isComplete, _holes, _events, _file, _line,
    ];

    public IReadOnlyList<Column> Columns { get; }

    public int Count => _started.Count;

    public void Add(in WrittenSession written, Func<int, int> fileNumberOf)
    {
        SmtpSession session = written.Session;
        _part.Add(written.PartId);
        _number.Add(written.Number);
        _session.Add(session.SessionId);
        _split.Add(written.Split);
        _kind.Add(written.Kind);
        _connector.Add(Names.NullIfEmpty(session.ConnectorId));
        _started.Add(session.StartedAtMicros);
        _ended.Add(session.EndedAtMicros);
        _localEndpoint.Add(Names.NullIfEmpty(session.Local.Text));
        _localFrom.Add(written.Constants.LocalFromSequence);
        _localAddress.Add(session.Local.Address);
        _localPort.Add(session.Local.Port);
        _remoteAddress.Add(session.Remote.Address);
        _remotePort.Add(session.Remote.Port);
        _remoteEndpoint.Add(Names.NullIfEmpty(session.Remote.Text));
        _remoteHost.Add(session.RemoteHost);
        _helo.Add(session.HeloName);
        _publicAddress.Add(session.PublicAddress);
        _masked.Add(session.BannerMasked);
        _tlsOffered.Add(session.StartTlsOffered);
        _tlsUsed.Add(session.StartTlsUsed);
        _tls.Add(Names.Of(session.Tls));
        _tlsProtocol.Add(session.TlsProtocol);
        _tlsCipher.Add(session.TlsCipher);
        _tlsError.Add(session.TlsError);
        _sent.Add(session.SentCertificate);
        _remote.Add(session.RemoteCertificate);
        AddCounts(session);
        _firstError.Add(session.FirstAttributionErrorAtMicros);
        _family.Add(session.AttributionFamily);
        _companion.Add(session.CompanionFamily);
        _outcome.Add(Names.Of(session.Outcome));
        _remoteFamily.Add(Names.Of(session.RemoteFamily));
        _remoteEvidence.Add(session.RemoteEvidence);
        _clockSkew.Add(session.ClockSkewMs);
        _clockSource.Add(Names.Of(session.ClockSource));
        _receiverSession.Add(session.ReceiverSessionId);
        _closeReason.Add(session.CloseReason);
        _hasConnect.Add(session.HasConnect);
        _hasDisconnect.Add(session.HasDisconnect);
        _isComplete.Add(session.IsComplete);
        _holes.Add(session.SequenceHoles);
        _events.Add(session.EventCount);
        _file.Add(fileNumberOf(written.FirstRow.FileRank));
        _line.Add(written.FirstRow.LineNumber);
    }

    private void AddCounts(SmtpSession session)
    {
        int recipients = 0, accepted = 0, refused = 0, transient = 0;
        foreach (SmtpMessage message in session.Messages)
        {
            recipients += message.Recipients.Count;
            foreach (RecipientAttempt recipient in message.Recipients)
            {
                accepted += recipient.Outcome == RecipientOutcome.Accepted ? 1 : 0;
                refused += recipient.Outcome == RecipientOutcome.Refused ? 1 : 0;
                transient += recipient.Outcome == RecipientOutcome.Transient ? 1 : 0;
            }
        }

        _messages.Add(session.Messages.Count);
        _recipients.Add(recipients);
        _accepted.Add(accepted);
        _refused.Add(refused);
        _transient.Add(transient);
        _errors.Add(session.AttributionErrorCount);
    }

    // The same seven columns for our certificate and for the remote's.
    private sealed class CertificateColumns(string prefix)
    {
        private readonly TextColumn _thumbprint = new(prefix + "_thumbprint");
        private readonly TextColumn _subject = new(prefix + "_subject");
        private readonly TextColumn _issuer = new(prefix + "_issuer");
        private readonly TextColumn _serial = new(prefix + "_serial");
        private readonly TextColumn _names = new(prefix + "_names");
        private readonly NullableTimeColumn _notBefore = new(prefix + "_not_before");
        private readonly NullableTimeColumn _notAfter = new(prefix + "_not_after");

        public IEnumerable<Column> Columns => [_thumbprint, _subject, _issuer, _serial, _names, _notBefore, _notAfter];

        public void Add(LoggedCertificate? certificate)
        {
            _thumbprint.Add(certificate?.Thumbprint);
            _subject.Add(certificate?.Subject);
            _issuer.Add(certificate?.Issuer);
            _serial.Add(certificate?.Serial);
            _names.Add(certificate?.AlternateNamesText);
            _notBefore.Add(Names.Micros(certificate?.NotBefore));
            _notAfter.Add(Names.Micros(certificate?.NotAfter));
        }
    }
}
