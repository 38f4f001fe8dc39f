using LogAnalytics.Fuzz.Plain;
using LogAnalytics.Fuzz.Reading;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Fuzz.Targets;

/// <summary>Bytes to rows: the reader against the plain one and against its own strict way, for several limits and however the bytes arrive.</summary>
internal sealed class RowsTarget : IFuzzTarget
{
    // Just below the reader's buffer in Debug: lines at the limit end at the buffer's edge.
    private const int SmallLimit = 254;

    // All at once; in small pieces; in pieces that cross the reader's buffers at changing places.
    private static readonly int[][] _chunkings = [[int.MaxValue], [7], [3, 250, 1, 17, 4096]];

    public string Name => "rows";

    public void Run(byte[] input)
    {
        foreach (bool tailMayGrow in new[] { false, true })
        {
            foreach (int limit in new[] { SmallLimit, SendLogReader.DefaultMaxLineBytes })
            {
                PlainLog plain = PlainLog.Read(input, tailMayGrow, limit);
                foreach (int[] chunks in _chunkings)
                {
                    LogReading reading = LogReading.Of(input, chunks, tailMayGrow, limit);
                    Compare(plain, reading);
                    // Reading of a refused file stops where it is refused.
                    Check.That(reading.IsRefused || input.AsSpan().SequenceEqual(reading.WrittenAgain()), "the file written again");
                    Check.Equal(Calls(input, chunks, tailMayGrow, limit, isStrict: true), Calls(input, chunks, tailMayGrow, limit, isStrict: false), "calls");
                }
            }
        }
    }

    private static string Calls(byte[] input, int[] chunks, bool tailMayGrow, int limit, bool isStrict)
    {
        using ChunkedStream stream = new(input, chunks);
        return ReaderCalls.Of(stream, tailMayGrow, limit, isStrict);
    }

    // The one place for what holds of every reading.
    private static void Compare(PlainLog plain, LogReading reading)
    {
        Check.Equal(plain.IsRefused, reading.IsRefused, "refused");
        Check.Equal(plain.Rows.Count, reading.Rows.Count, "rows");
        Check.Equal(plain.Rejects.Count, reading.Rejects.Count, "rejected lines");
        for (int i = 0; i < plain.Rows.Count; i++)
            CompareRow(plain.Rows[i], reading.Rows[i]);
        for (int i = 0; i < plain.Rejects.Count; i++)
            CompareReject(plain.Rejects[i], reading.Rejects[i]);
        CompareAccount(plain.Account, reading.Account, reading.IsRefused);
    }

    private static void CompareRow(PlainRow plain, StoredRow row)
    {
        Check.Equal(plain.LineNumber, row.LineNumber, "line number of a row");
        Check.Equal(plain.ByteOffset, row.ByteOffset, "offset of a row");
        Check.Equal(plain.TimeMicros, row.TimeMicros, "time of a row");
        Check.Equal(plain.SequenceNumber, row.SequenceNumber, "sequence number of a row");
        ReadOnlyMemory<byte>[] texts =
            [row.ConnectorId, row.SessionId, row.LocalEndpoint, row.RemoteEndpoint, row.Event, row.Data, row.Context];
        for (int i = 0; i < texts.Length; i++)
            Check.That(texts[i].Span.SequenceEqual(plain.Texts[i]), "text of a row");
    }

    private static void CompareReject(RejectedLine plain, RejectedLine reject)
    {
        Check.Equal(plain.LineNumber, reject.LineNumber, "line number of a rejected line");
        Check.Equal(plain.ByteOffset, reject.ByteOffset, "offset of a rejected line");
        Check.That(reject.Raw.AsSpan().SequenceEqual(plain.Raw), "text of a rejected line");
        // Which of several faults of a line is named is the reader's choice; these two are verdicts of their own.
        Check.Equal(plain.Reason is RejectReason.LineTooLong, reject.Reason is RejectReason.LineTooLong, "line too long");
        Check.Equal(plain.Reason is RejectReason.ForeignLogType, reject.Reason is RejectReason.ForeignLogType, "foreign line");
    }

    private static void CompareAccount(FileAccount plain, FileAccount account, bool isRefused)
    {
        Check.Equal(plain.Lines, account.Lines, "lines");
        Check.Equal((plain.HeaderLines, plain.HeaderBytes), (account.HeaderLines, account.HeaderBytes), "header lines, bytes");
        Check.Equal((plain.BlankLines, plain.BlankBytes), (account.BlankLines, account.BlankBytes), "blank lines, bytes");
        Check.Equal((plain.EventLines, plain.EventBytes), (account.EventLines, account.EventBytes), "event lines, bytes");
        Check.Equal((plain.RejectedLines, plain.RejectedBytes), (account.RejectedLines, account.RejectedBytes), "rejected lines, bytes");
        Check.Equal((plain.FirstTimeMicros, plain.LastTimeMicros), (account.FirstTimeMicros, account.LastTimeMicros), "first, last time");
        // Reading of a refused file stops where it is refused: how much was read by then depends on the chunks.
        if (isRefused)
            return;
        Check.Equal(plain.PendingBytes, account.PendingBytes, "pending bytes");
        Check.Equal(plain.Bytes, account.Bytes, "bytes");
        Check.That(account.Balances, "balance");
    }
}
