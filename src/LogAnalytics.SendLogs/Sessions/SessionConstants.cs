using System.Text.Unicode;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>What is the same in nearly every row of a session: the last value that is not empty.</summary>
/// <param name="LocalFromSequence">The local endpoint is empty before the connection stands: its first sequence number.</param>
public readonly record struct SessionConstants(
    ReadOnlyMemory<byte> ConnectorId, ReadOnlyMemory<byte> LocalEndpoint, ReadOnlyMemory<byte> RemoteEndpoint, int LocalFromSequence)
{
    /// <summary>Text shows them as they are.</summary>
    public bool IsExact => Utf8.IsValid(ConnectorId.Span) && Utf8.IsValid(LocalEndpoint.Span) && Utf8.IsValid(RemoteEndpoint.Span);

    /// <summary>They are the values that these rows have in common; null where they are not.</summary>
    private SessionRows? Frame { get; init; }

    public static SessionConstants Of(ReadOnlySpan<StoredRow> rows)
    {
        ReadOnlyMemory<byte> connector = default;
        ReadOnlyMemory<byte> local = default;
        ReadOnlyMemory<byte> remote = default;
        int localFrom = 0;
        // From the end: the first hit is the last value, and rows before it rarely differ.
        for (int i = rows.Length - 1; i >= 0; i--)
        {
            ref readonly StoredRow row = ref rows[i];
            if (connector.IsEmpty)
                connector = row.ConnectorId;
            if (remote.IsEmpty)
                remote = row.RemoteEndpoint;
            if (local.IsEmpty && row.HasLocalEndpoint)
                local = row.LocalEndpoint;
            if (row.HasLocalEndpoint)
                localFrom = row.SequenceNumber;
        }

        SessionRows session = rows[0].Session;
        bool isFrame = connector.Equals(session.ConnectorId) && local.Equals(session.LocalEndpoint) && remote.Equals(session.RemoteEndpoint);
        return new SessionConstants(connector, local, remote, localFrom) { Frame = isFrame ? session : null };
    }

    /// <summary>The row has them.</summary>
    public bool Hold(in StoredRow row)
    {
        if (row.IsFramed && ReferenceEquals(row.Session, Frame) && row.HasLocalEndpoint == row.SequenceNumber >= LocalFromSequence)
            return true;
        ReadOnlyMemory<byte> local = row.SequenceNumber >= LocalFromSequence ? LocalEndpoint : default;
        return IsSame(row.ConnectorId, ConnectorId) && IsSame(row.LocalEndpoint, local) && IsSame(row.RemoteEndpoint, RemoteEndpoint);
    }

    // Nearly always the same bytes in the same place.
    private static bool IsSame(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Equals(b) || a.Span.SequenceEqual(b.Span);
}
