namespace LogAnalytics.SendLogs.Rows;

/// <summary>Why a line could not be read; a closed list, stored by its snake_case name.</summary>
public enum RejectReason
{
    /// <summary>Fewer columns than the header names: a cut or damaged row.</summary>
    TooFewFields,

    /// <summary>More columns than the header names: two rows glued together, say.</summary>
    TooManyFields,

    /// <summary>A quote that never closes.</summary>
    OpenQuote,

    /// <summary>date-time is not <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>.</summary>
    BadTime,

    /// <summary>sequence-number is not a number from 0.</summary>
    BadSequenceNumber,

    /// <summary>session-id is empty.</summary>
    NoSessionId,

    /// <summary>NUL bytes: space that was allotted but never written.</summary>
    NulBytes,

    /// <summary>Longer than the limit for a line.</summary>
    LineTooLong,

    /// <summary>A row below a header of another log type, in a file that began as a Send log.</summary>
    ForeignLogType,
}

public static class RejectReasons
{
    /// <summary>The name in the lake, e.g. <c>too_few_fields</c>.</summary>
    public static string Name(this RejectReason reason) => reason switch
    {
        RejectReason.TooFewFields => "too_few_fields",
        RejectReason.TooManyFields => "too_many_fields",
        RejectReason.OpenQuote => "open_quote",
        RejectReason.BadTime => "bad_time",
        RejectReason.BadSequenceNumber => "bad_sequence_number",
        RejectReason.NoSessionId => "no_session_id",
        RejectReason.NulBytes => "nul_bytes",
        RejectReason.LineTooLong => "line_too_long",
        RejectReason.ForeignLogType => "foreign_log_type",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
