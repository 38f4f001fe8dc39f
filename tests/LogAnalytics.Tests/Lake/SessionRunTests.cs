using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Tests.Lake;

public sealed class SessionRunTests : IDisposable
{
    private const int Sessions = 50;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loganalytics-test-");
    private readonly LogTexts _texts = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(1)]
    public void Take_joins_the_fragments_of_each_session_in_order_of_ids(int addedBetweenSpills)
    {
        using SessionRun run = new();
        Random random = new(addedBetweenSpills);
        // One to nine fragments of a session, those of all sessions mixed.
        int[] ids = [.. Enumerable.Range(0, Sessions).SelectMany(id => Enumerable.Repeat(id, 1 + (id % 9)))];
        random.Shuffle(ids);
        Dictionary<int, List<long>> lines = [];
        for (int i = 0; i < ids.Length; i++)
        {
            run.Add(Fragment(ids[i], i));
            if (!lines.TryGetValue(ids[i], out List<long>? ofId))
                lines.Add(ids[i], ofId = []);
            ofId.AddRange([2 * i, (2 * i) + 1]);
            if (addedBetweenSpills > 0 && i % addedBetweenSpills == 0)
                run.Spill(_folder.FullName);
        }

        using TakenSessions taken = run.Take();
        int next = 0;
        foreach (SessionRows session in taken.Sessions)
        {
            Assert.Equal(IdOf(next), session.SessionId);
            Assert.Equal(lines[next], session.Rows().Select(row => row.LineNumber));
            Assert.All(session.Rows(), row => Assert.Equal($"connector {next % 3}", System.Text.Encoding.ASCII.GetString(row.ConnectorId.Span)));
            next++;
        }

        Assert.Equal(Sessions, next);
        Assert.Empty(_folder.EnumerateFiles());
    }

    private SessionRows Fragment(int id, int number)
    {
        SessionRows fragment = new(_texts, IdOf(id));
        for (int i = 0; i < 2; i++)
        {
            SendLogRow row = new()
            {
                TimeMicros = number,
                SequenceNumber = number,
                ConnectorId = System.Text.Encoding.ASCII.GetBytes($"connector {id % 3}"),
                SessionId = fragment.SessionId,
                RemoteEndpoint = "192.0.2.25:25"u8,
                Event = "*"u8,
                Context = "attempting to connect"u8,
            };
            fragment.Add(row, new LinePosition((2 * number) + i, 100 * number), fileRank: 0);
        }

        return fragment;
    }

    private static byte[] IdOf(int id) => System.Text.Encoding.ASCII.GetBytes($"08DE7A00{id:X8}");
}
