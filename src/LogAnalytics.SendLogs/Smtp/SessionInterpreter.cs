using LogAnalytics.SendLogs.Certificates;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Rows to a session: reads the conversation in the order of its sequence numbers. One instance serves one thread.</summary>
public sealed class SessionInterpreter(ReplyTaxonomy taxonomy)
{
    private readonly TextPool _texts = new();
    private readonly CommandQueue _commands = new();
    private readonly ReplyJoiner _joiner = new();
    private readonly CertificateCache _certificateCache = new();

    private SmtpSession _session = null!;
    private CertificateReader _certificates = null!;
    private SmtpMessage? _message;
    private string? _nextMessageId;
    private bool _dataSent;
    private bool _afterHole;

    /// <param name="rows">One session in order, at least one row.</param>
    public SmtpSession Interpret(IReadOnlyList<StoredRow> rows)
    {
        _session = new SmtpSession { SessionId = _texts.Get(rows[0].SessionId.Span), EventCount = rows.Count };
        _certificates = new CertificateReader(_certificateCache);
        _commands.Clear();
        _joiner.Clear();
        _message = null;
        _nextMessageId = null;
        _dataSent = _afterHole = false;
        // The banner answers no command; a fragment that starts later has had its banner.
        if (rows[0].SequenceNumber == 0)
            _commands.Send(new PendingCommand(CommandKind.Connect));

        TakeFrame(rows);
        int expected = 0;
        foreach (StoredRow row in rows)
        {
            if (row.SequenceNumber > expected)
                NoteHole();
            expected = row.SequenceNumber + 1;
            Take(row);
        }

        Finish();
        return _session;
    }

    // What holds for the session as a whole: times, endpoints, holes.
    private void TakeFrame(IReadOnlyList<StoredRow> rows)
    {
        long started = long.MaxValue;
        long ended = long.MinValue;
        int holes = 0;
        int expected = 0;
        ReadOnlySpan<byte> local = default;
        ReadOnlySpan<byte> remote = default;
        ReadOnlySpan<byte> connector = default;
        foreach (StoredRow row in rows)
        {
            long time = row.TimeMicros;
            started = Math.Min(started, time);
            ended = Math.Max(ended, time);
            int sequence = row.SequenceNumber;
            if (sequence > expected)
                holes++;
            expected = sequence + 1;
            if (row.LocalEndpoint.Length > 0)
                local = row.LocalEndpoint.Span;
            if (row.RemoteEndpoint.Length > 0)
                remote = row.RemoteEndpoint.Span;
            if (row.ConnectorId.Length > 0)
                connector = row.ConnectorId.Span;
        }

        _session.StartedAtMicros = started;
        _session.EndedAtMicros = ended;
        _session.SequenceHoles = holes;
        _session.Local = Endpoint.Parse(_texts.Get(local));
        _session.Remote = Endpoint.Parse(_texts.Get(remote));
        _session.ConnectorId = _texts.Get(connector);
    }

    private void NoteHole()
    {
        _afterHole = true;
        // The lost rows may hold the label of another certificate's owner.
        _certificates.EndRows();
    }

    private void Take(StoredRow row)
    {
        ReadOnlySpan<byte> data = row.Data.Span;
        byte kind = KindOf(row, data);
        if (kind != (byte)'*')
            _certificates.EndRows();
        if (kind is (byte)'>' or (byte)'-' || _joiner.IsOtherReply(data))
            TakeCutReply();
        switch (kind)
        {
            case (byte)'+':
                _session.HasConnect = true;
                break;
            case (byte)'-':
                _session.HasDisconnect = true;
                _session.CloseReason = _texts.Get(row.Context.Length > 0 ? row.Context.Span : data);
                break;
            case (byte)'>':
                TakeCommand(data, row);
                break;
            case (byte)'<':
                if (_joiner.TryComplete(row, _texts, out string? text, out StoredRow first))
                    TakeReply(text, first);
                break;
            default:
                TakeInformation(row);
                break;
        }
    }

    // The event may be lost in copied logs; then the text tells.
    private static byte KindOf(StoredRow row, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> logEvent = row.Event.Span;
        if (logEvent.Length == 1)
            return logEvent[0] is (byte)'+' or (byte)'-' or (byte)'<' or (byte)'>' ? logEvent[0] : (byte)'*';
        if (SmtpReply.LooksLikeReply(data))
            return (byte)'<';
        if (SmtpCommand.KindOf(data) != CommandKind.Other)
            return (byte)'>';
        ReadOnlySpan<byte> context = row.Context.Span;
        if (!data.IsEmpty)
            return (byte)'*';
        if (context.IsEmpty)
            return row.LocalEndpoint.Length > 0 ? (byte)'+' : (byte)'*';
        return context.SequenceEqual("Local"u8) || context.StartsWith("Remote("u8) || context.SequenceEqual("Remote"u8) ? (byte)'-' : (byte)'*';
    }

    private void TakeCommand(ReadOnlySpan<byte> data, StoredRow row)
    {
        CommandKind kind = SmtpCommand.KindOf(data);
        RecipientAttempt? recipient = null;
        switch (kind)
        {
            case CommandKind.Ehlo:
                _session.HeloName = _texts.Get(SmtpCommand.Argument(data));
                break;
            case CommandKind.StartTls:
                _session.StartTlsUsed = true;
                break;
            case CommandKind.Mail:
                OpenMessage(_texts.Get(SmtpCommand.Path(data)));
                break;
            case CommandKind.Rcpt:
                // A fragment may begin behind its MAIL FROM, or the row is lost: the sender is unknown then, not null.
                if (_message is null || _dataSent)
                    OpenMessage(sender: null);
                recipient = new RecipientAttempt { Recipient = _texts.Get(SmtpCommand.Path(data)), Place = PlaceOf(row) };
                _message!.Recipients.Add(recipient);
                break;
            case CommandKind.Data or CommandKind.BdatLast:
                _dataSent = true;
                break;
        }

        _commands.Send(new PendingCommand(kind, _message, recipient));
    }

    private void OpenMessage(string? sender)
    {
        _message = new SmtpMessage { Index = _session.Messages.Count + 1, InternetMessageId = _nextMessageId, Sender = sender };
        _nextMessageId = null;
        _dataSent = false;
        _session.Messages.Add(_message);
    }

    private void TakeCutReply()
    {
        if (_joiner.TryTakeCut(out string? text, out StoredRow first))
            TakeReply(text, first);
    }

    private void TakeReply(string text, StoredRow row)
    {
        SmtpReply reply = SmtpReply.Parse(text);
        ReplyFamily? family = taxonomy.Classify(reply);
        ReplyRow replyRow = new(reply, family, row.TimeMicros, PlaceOf(row));
        if (family?.Class == FamilyClass.A)
        {
            _session.AttributionErrorCount++;
            _session.FirstAttributionErrorAtMicros ??= row.TimeMicros;
            _session.AttributionFamily ??= family.Id;
        }

        NoteRemote(reply, family);
        // 2.1.5 speaks of a recipient: the sender's reply is among the lost rows.
        if (_afterHole && reply.EnhancedCode == "2.1.5" && _commands.MailBeforeRecipient())
            _commands.Answer();
        if (_commands.Answer() is { } command)
            ReplyEffects.Apply(_session, _commands, command, replyRow);
    }

    // A refusal that only the service sends, or a host of the service in any reply, tells who the remote is.
    private void NoteRemote(in SmtpReply reply, ReplyFamily? family)
    {
        if (_session.RemoteFamily == RemoteFamily.ExchangeOnline || reply.Code < 250)
            return;
        string? evidence = family is { Class: not FamilyClass.C } && family.Id.Contains("attr", StringComparison.Ordinal) ? "reply family"
            : !reply.IsPositive && RemoteFamilies.NamesServiceHost(reply.Text) ? "host in reply"
            : null;
        if (evidence is not null)
        {
            _session.RemoteFamily = RemoteFamily.ExchangeOnline;
            _session.RemoteEvidence = evidence;
        }
    }

    private void TakeInformation(StoredRow row)
    {
        string context = _texts.Get(row.Context.Span);
        string data = _texts.Get(row.Data.Span);
        if (_certificates.TryRead(data, context))
            return;
        string text = context.Length > 0 ? context : data;
        if (InformationRow.TryMessageId(text, out string? messageId))
            _nextMessageId = messageId;
        else if (InformationRow.TryTls(text, out string? protocol, out string? cipher))
            (_session.Tls, _session.TlsProtocol, _session.TlsCipher) = (TlsResult.Ok, protocol, cipher);
        else if (InformationRow.TryTlsError(text, out string? error))
            (_session.Tls, _session.TlsError) = (TlsResult.Failed, error);
        else if (InformationRow.IsFailedConnect(text))
            _session.ConnectFailed = true;
    }

    private void Finish()
    {
        TakeCutReply();
        _session.SentCertificate = _certificates.Sent;
        _session.RemoteCertificate = _certificates.Remote;
        _session.IsComplete = _session.HasDisconnect && _session.SequenceHoles == 0;
        if (_session.RemoteFamily == RemoteFamily.Unknown)
            (_session.RemoteFamily, _session.RemoteEvidence) = RemoteByName();
        Outcomes.Settle(_session);
    }

    private (RemoteFamily Family, string? Evidence) RemoteByName()
    {
        if (_session.RemoteHost is { } host && RemoteFamilies.IsServiceHost(host))
            return (RemoteFamily.ExchangeOnline, "banner host");
        if (_session.RemoteCertificate?.Subject is { } subject && RemoteFamilies.NamesServiceHost("." + subject.Replace("CN=", "CN=.", StringComparison.Ordinal)))
            return (RemoteFamily.ExchangeOnline, "remote certificate");
        return _session.RemoteHost is null ? (RemoteFamily.Unknown, null) : (RemoteFamily.Other, "banner host");
    }

    private static RowPlace PlaceOf(StoredRow row) => new(row.FileRank, row.LineNumber);
}
