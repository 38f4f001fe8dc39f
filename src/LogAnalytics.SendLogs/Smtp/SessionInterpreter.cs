using System.Runtime.CompilerServices;
using LogAnalytics.SendLogs.Certificates;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>
/// Rows to a session: reads the conversation in the order of its sequence numbers. Openings and messages that came before in the same
/// words are not read again, row by row. One instance serves one thread.
/// </summary>
public sealed partial class SessionInterpreter
{
    private readonly TextPool _texts = new();
    private readonly MailDomains _domains = new();
    private readonly MessagePool _pool = new();
    private readonly CommandQueue _commands = new();
    private readonly ReplyJoiner _joiner = new();
    private readonly CertificateReader _certificates = new(new CertificateCache());
    private readonly ReplyClassifier _replies;
    private readonly bool _isLiteral;

    // Units of several servers take turns.
    private readonly ConditionalWeakTable<LogTexts, InterpreterMemory> _memories = [];
    private InterpreterMemory? _memory;

    private SmtpSession _session = null!;
    private SmtpMessage? _message;
    private Utf8Text? _nextMessageId;
    private bool _isNextIdBare;
    private bool _dataSent;
    private bool _talks;

    public SessionInterpreter(ReplyTaxonomy taxonomy)
        : this(taxonomy, isLiteral: false)
    {
    }

    /// <param name="isLiteral">Every row is read: the reference for what is remembered.</param>
    internal SessionInterpreter(ReplyTaxonomy taxonomy, bool isLiteral)
    {
        _replies = new ReplyClassifier(taxonomy);
        _isLiteral = isLiteral;
    }

    private MeaningCache Meanings => _memory!.Meanings;

    // Every reply has its command, and no row waits for the next.
    private bool IsBetweenMessages => _commands.IsEmpty && !_joiner.IsOpen;

    /// <param name="rows">One session in order, at least one row.</param>
    public SmtpSession Interpret(ReadOnlySpan<StoredRow> rows) => Interpret(rows, SessionConstants.Of(rows));

    /// <param name="rows">One session in order, at least one row.</param>
    /// <param name="constants">Of these rows.</param>
    public SmtpSession Interpret(ReadOnlySpan<StoredRow> rows, in SessionConstants constants)
    {
        LogTexts texts = rows[0].Session.Texts;
        if (_memory?.Texts != texts)
            _memory = _memories.GetValue(texts, key => new InterpreterMemory(key, _isLiteral));
        _commands.Clear();
        _joiner.Clear();
        _message = null;
        _nextMessageId = null;
        _dataSent = _talks = false;
        int taken = TakeOpening(rows);
        int expected = taken;
        while (taken < rows.Length)
        {
            if (rows[taken].SequenceNumber > expected)
                NoteHole();
            int count = TakeExchange(rows[taken..]);
            taken += count;
            expected = rows[taken - 1].SequenceNumber + 1;
        }

        _session.SessionId = Utf8Text.Of(rows[0].SessionId);
        _session.EventCount = rows.Length;
        SessionFrame.Read(rows, constants, _session);
        Finish();
        return _session;
    }

    /// <summary>Gives back a session that is done with: its messages and recipients serve others.</summary>
    public void Recycle(SmtpSession session) => _pool.Return(session);

    private void NoteHole()
    {
        _commands.NoteHole();
        // The lost rows may hold the label of another certificate's owner.
        _certificates.EndRows();
    }

    // The banner answers no command; a fragment that starts in the conversation has had its banner.
    private void AwaitBanner()
    {
        if (_talks)
            return;
        _commands.Clear();
        _commands.Send(new PendingCommand(CommandKind.Connect));
    }

    private void Take(in StoredRow row)
    {
        TextMeaning meaning = Meanings.Of(row);
        byte kind = meaning.KindOf(row.HasLocalEndpoint);
        if (kind != (byte)'*')
            _certificates.EndRows();
        if (_joiner.IsOpen && (kind is (byte)'>' or (byte)'-' || (kind == (byte)'<' && meaning.LooksLikeReply && _joiner.IsOtherReply(DataOf(row, meaning)))))
            TakeCutReply();
        switch (kind)
        {
            case (byte)'+':
                _session.HasConnect = true;
                _session.ConnectFailed = false;
                AwaitBanner();
                break;
            case (byte)'-':
                _session.HasDisconnect = true;
                _session.CloseReason = _texts.Get((row.Context.Length > 0 ? row.Context.Span : row.Data.Span).Trim((byte)' '));
                break;
            case (byte)'>':
                TakeCommand(meaning, row);
                break;
            case (byte)'<':
                TakeReplyRow(meaning, row);
                break;
            default:
                TakeInformation(meaning, row);
                break;
        }
    }

    private void TakeCommand(TextMeaning meaning, in StoredRow row)
    {
        CommandKind kind = meaning.Command;
        RecipientAttempt? recipient = null;
        _talks = true;
        switch (kind)
        {
            case CommandKind.Continuation:
                return;
            case CommandKind.Ehlo or CommandKind.Helo:
                _session.HeloName = _texts.Get(meaning.Argument!.Value.Bytes.Span);
                break;
            case CommandKind.StartTls:
                _session.StartTlsUsed = true;
                break;
            case CommandKind.Mail:
                OpenMessage(ArgumentOf(row, meaning));
                break;
            case CommandKind.Rcpt:
                // A fragment may begin behind its MAIL FROM, or the row is lost: the sender is unknown then, not null.
                if (_message is null || _dataSent)
                    OpenMessage(sender: null);
                Utf8Text mailbox = ArgumentOf(row, meaning);
                recipient = AddRecipient(mailbox, row.Place);
                break;
            case CommandKind.Data or CommandKind.BdatLast:
                _dataSent = true;
                break;
        }

        _commands.Send(new PendingCommand(kind, _message, recipient));
        if (kind == CommandKind.Reset)
            _message = null;
    }

    private void OpenMessage(Utf8Text? sender)
    {
        _message = _pool.TakeMessage();
        _message.Begin(_session.Messages.Count + 1, sender, sender is { } mailbox ? _domains.Of(mailbox) : null);
        if (_isNextIdBare && _nextMessageId is { } bare)
            _message.SetBareId(bare.Bytes.Span);
        else
            _message.InternetMessageId = _nextMessageId;
        _nextMessageId = null;
        _dataSent = false;
        _session.Messages.Add(_message);
    }

    private RecipientAttempt AddRecipient(Utf8Text mailbox, RowPlace place)
    {
        RecipientAttempt recipient = _pool.TakeRecipient();
        recipient.Begin(mailbox, _domains.Of(mailbox), place);
        _message!.Recipients.Add(recipient);
        return recipient;
    }

    private void TakeReplyRow(TextMeaning meaning, in StoredRow row)
    {
        _talks = true;
        if (!meaning.LooksLikeReply)
            TakeUnreadReply(row.Data.Span);
        else if (!_joiner.IsOpen && meaning.Data is { } known && ReplyJoiner.IsWhole(known))
            TakeReply(meaning.Reply ??= Classify(known, row), row, isRow: true);
        else if (!TryTakeQueued(meaning, row))
            TakeReplyLine(DataOf(row, meaning), row, isOnce: meaning.Shape is not null);
    }

    // A text that has its number is classified once, with its meaning.
    private ClassifiedReply Classify(string text, in StoredRow row) => row.TextNumber < 0 ? _replies.Classify(text) : _replies.ClassifyOnce(text);

    private void TakeReplyLine(string line, in StoredRow row, bool isOnce)
    {
        if (_joiner.TryComplete(line, row, out string? text, out StoredRow first))
            TakeReply(isOnce ? _replies.ClassifyOnce(text) : _replies.Classify(text), first, ReferenceEquals(text, line));
    }

    // Masked, its code too. It is a reply all the same: without it the next would go to the wrong command.
    private void TakeUnreadReply(ReadOnlySpan<byte> data)
    {
        if (!_joiner.IsOpen && _commands.AnswerUnread() is { Kind: CommandKind.Connect })
            _session.BannerMasked = data.Contains((byte)'*');
    }

    private void TakeCutReply()
    {
        if (_joiner.TryTakeCut(out string? text, out StoredRow first))
            TakeReply(_replies.Classify(text), first, isRow: false);
    }

    private void TakeReply(ClassifiedReply classified, in StoredRow row, bool isRow)
    {
        SmtpReply reply = classified.Reply;
        ReplyRow replyRow = new(classified, row.TimeMicros, row.Place, isRow);
        NoteFamily(replyRow);
        ReceiverClock.NoteReply(_session, classified, row.TimeMicros);
        RemoteFamilies.NoteReply(_session, replyRow);
        if (_commands.Answer(reply) is { } command)
        {
            ReplyEffects.Apply(_session, _commands, command, replyRow);
        }
        else if (_message is not null)
        {
            ReplyEffects.ApplyUnasked(_commands, _message, replyRow);
            _dataSent |= reply.Code == 354 || reply.EnhancedCode == "2.6.0";
        }
    }

    // One for each message, and never the same text twice: it is put together only where more than the decision is read from it.
    private bool TryTakeQueued(TextMeaning meaning, in StoredRow row)
    {
        if (meaning.Queued is not { } queued || _joiner.IsOpen || !_commands.AwaitsEndOfData)
            return false;
        TextParameters parameters = row.Parameters;
        if (!QueuedReply.IsUsual(parameters))
            return false;
        QueuedReply.NoteRemote(_session, parameters);
        ReplyEffects.Apply(_session, _commands, _commands.Answer(queued.Reply)!.Value, new ReplyRow(queued, row.TimeMicros, row.Place, IsRow: true));
        return true;
    }

    private void NoteFamily(in ReplyRow row)
    {
        if (row.Family?.Class == FamilyClass.A)
        {
            _session.AttributionErrorCount++;
            _session.FirstAttributionErrorAtMicros ??= row.TimeMicros;
            _session.AttributionFamily ??= row.Family.Id;
        }
        else if (row.Family?.Class == FamilyClass.B)
        {
            _session.CompanionFamily ??= row.Family.Id;
        }
    }

    private void TakeInformation(TextMeaning meaning, in StoredRow row)
    {
        if (meaning.Shape is { IsInContext: true })
        {
            _certificates.EndRows();
            NoteBareId(row);
            return;
        }

        string data = DataOf(row, meaning);
        Information information = meaning.Shape is null ? meaning.Information : Information.Of(data, "");
        if (_certificates.TryRead(data, information.Label))
            return;
        if (information.MessageId is { } messageId)
            (_nextMessageId, _isNextIdBare) = (messageId, false);
        else if (information.TlsProtocol is { } protocol)
            (_session.Tls, _session.TlsProtocol, _session.TlsCipher) = (TlsResult.Ok, protocol, information.TlsCipher);
        else if (information.TlsError is { } error)
            (_session.Tls, _session.TlsError) = (TlsResult.Failed, error);
        else if (!_session.HasConnect && (information.IsFailedConnect || (!_talks && information.HasSocketErrorTwice)))
            _session.ConnectFailed = true;
        else if (information.IsConnectAttempt)
            AwaitBanner();
        else if (SmtpReply.LooksLikeReply(information.Text))
            NoteRefusalOfOurs(information.Text);
    }

    // A shape's second parameter is the id, without its angle brackets.
    private void NoteBareId(in StoredRow row) => (_nextMessageId, _isNextIdBare) = (Utf8Text.OfValid(row.SecondParameter), true);

    // 454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.
    // Said by our own server, so it is no reply: shown as a companion, never counted as an attribution error.
    private void NoteRefusalOfOurs(string text)
    {
        if (_replies.Classify(text).Family is { Class: FamilyClass.B } family)
            _session.CompanionFamily ??= family.Id;
    }

    private void Finish()
    {
        TakeCutReply();
        _session.SentCertificate = _certificates.Sent;
        _session.RemoteCertificate = _certificates.Remote;
        _session.IsComplete = _session.HasDisconnect && _session.SequenceHoles == 0;
        RemoteFamilies.NoteNames(_session);
        Outcomes.Settle(_session);
    }

    private static string DataOf(in StoredRow row, TextMeaning meaning) =>
        meaning.Data ?? (meaning.Shape!.IsInContext ? "" : meaning.Shape.Text(row.Parameters));

    // A shape's second parameter is the mailbox.
    private static Utf8Text ArgumentOf(in StoredRow row, TextMeaning meaning) => meaning.Argument ?? Utf8Text.OfValid(row.SecondParameter);
}
