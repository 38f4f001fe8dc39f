using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Tables;

/// <summary>Values of closed lists as the tables spell them.</summary>
public static class Names
{
    public static string Of(SessionOutcome outcome) => outcome switch
    {
        SessionOutcome.AttributionFailed => "attribution_failed",
        SessionOutcome.Attributed => "attributed",
        SessionOutcome.Refused => "refused",
        SessionOutcome.Transient => "transient",
        SessionOutcome.TlsFailed => "tls_failed",
        SessionOutcome.ConnectFailed => "connect_failed",
        SessionOutcome.NoRelay => "no_relay",
        _ => "unknown",
    };

    public static string Of(TlsResult result) => result switch
    {
        TlsResult.Ok => "ok",
        TlsResult.Failed => "failed",
        _ => "none",
    };

    public static string Of(RemoteFamily family) => family switch
    {
        RemoteFamily.ExchangeOnline => "exchange_online",
        RemoteFamily.Other => "other",
        _ => "unknown",
    };

    public static string Of(RecipientOutcome outcome) => outcome switch
    {
        RecipientOutcome.Accepted => "accepted",
        RecipientOutcome.Refused => "refused",
        RecipientOutcome.Transient => "transient",
        _ => "unanswered",
    };

    public static string? Of(Phase? phase) => phase switch
    {
        Phase.Mail => "mail",
        Phase.Rcpt => "rcpt",
        Phase.Data => "data",
        _ => null,
    };

    /// <summary>Empty at the end of a file or a piece.</summary>
    public static string Of(LineEnd end) => end switch
    {
        LineEnd.Lf => "lf",
        LineEnd.CrLf => "crlf",
        LineEnd.Cr => "cr",
        _ => "",
    };

    public static LineEnd LineEndOf(string? name) => name switch
    {
        "lf" => LineEnd.Lf,
        "crlf" => LineEnd.CrLf,
        "cr" => LineEnd.Cr,
        _ => LineEnd.None,
    };

    public static string? Of(ClockSource? source) => source switch
    {
        ClockSource.Bracket => "bracket",
        ClockSource.Banner => "banner",
        _ => null,
    };

    /// <summary>A field that a row leaves empty is absent.</summary>
    public static Utf8Text? NullIfEmpty(Utf8Text text) => text.IsEmpty ? null : text;

    public static long? Micros(DateTime? time) => time is { } value ? LogTime.FromDateTime(value) : null;
}
