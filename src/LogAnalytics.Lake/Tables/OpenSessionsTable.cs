using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Units;

namespace LogAnalytics.Lake.Tables;

/// <summary>The sessions of one server and service that are not whole within one day, and the unit that holds each (see <see cref="OpenSessions"/>).</summary>
public sealed class OpenSessionsTable
{
    private readonly BytesColumn _id = new("session_id");
    private readonly NumberColumn<int> _day = new("unit_day");
    private readonly NumberColumn<int> _last = new("last_day");

    public OpenSessionsTable() => Columns = [_id, _day, _last];

    public IReadOnlyList<Column> Columns { get; }

    public void Add(OpenSession session)
    {
        _id.Add(session.SessionId);
        _day.Add(session.Day);
        _last.Add(session.LastDay);
    }

    public static async IAsyncEnumerable<OpenSession> ReadAsync(Stream content)
    {
        await foreach (TableRows group in TableReader.ReadAsync(content).ConfigureAwait(false))
        {
            byte[]?[] id = await group.BytesAsync("session_id").ConfigureAwait(false);
            int[] day = await group.IntAsync("unit_day").ConfigureAwait(false);
            int[] last = await group.IntAsync("last_day").ConfigureAwait(false);
            for (int i = 0; i < id.Length; i++)
                yield return new OpenSession(id[i]!, day[i], last[i]);
        }
    }
}
