using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.Sessions;
using LogAnalytics.Samples.Truth;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Writing;

/// <summary>
/// Starts sessions hour by hour and writes the rows of all open ones in time order. Only the
/// sessions that are open at one moment are in memory, however large the tree.
/// </summary>
internal sealed class TreeGenerator
{
    private const long HourMs = 3_600_000;
    private readonly SampleWorld _world;
    private readonly double _sessionsPerServerHour;
    private readonly IRowSink _sink;
    private readonly SessionFactory _factory;
    private readonly ServiceSessions _service;
    private readonly OtherSessions _other;
    private readonly PriorityQueue<SessionRows, long> _open = new();

    public TreeGenerator(SampleWorld world, double sessionsPerServerHour, IRowSink sink)
    {
        (_world, _sessionsPerServerHour, _sink) = (world, sessionsPerServerHour, sink);
        Trials = new TrialTally(world);
        _factory = new SessionFactory(world, Trials);
        var messages = new MessageMaker(world);
        _service = new ServiceSessions(world, _factory, messages, Observations);
        _other = new OtherSessions(world, _factory, messages, Observations);
    }

    public TrialTally Trials { get; }
    public ObservationTally Observations { get; } = new();
    public long SessionCount { get; private set; }
    public long RecipientCount { get; private set; }

    public void Run()
    {
        var starts = new List<Start>();
        for (long hour = _world.StartMs; hour < _world.EndMs; hour += HourMs)
        {
            PlanHour(hour, starts);
            foreach (Start start in starts)
            {
                WriteRowsBefore(start.TimeMs);
                Begin(start);
            }
        }

        WriteRowsBefore(long.MaxValue);
    }

    private readonly record struct Start(long TimeMs, int Server, bool Lingers) : IComparable<Start>
    {
        public int CompareTo(Start other) => (TimeMs, Server, Lingers).CompareTo((other.TimeMs, other.Server, other.Lingers));
    }

    private void PlanHour(long hour, List<Start> starts)
    {
        starts.Clear();
        var random = new Prng(Prng.Mix(_world.Seed + 11, (ulong)hour));
        double mean = _sessionsPerServerHour * Rhythm.Share(hour);
        for (int server = 0; server < _world.Servers.Length; server++)
        {
            for (int i = random.Poisson(mean); i > 0; i--)
                starts.Add(new Start(hour + random.Between(0, (int)HourMs), server, false));
            // Others cross the hour by chance; one a day crosses midnight for certain.
            if (hour / HourMs % 24 == 23)
                starts.Add(new Start(hour + HourMs - random.Between(5_000, 25_000), server, true));
        }

        starts.Sort();
    }

    private void Begin(Start start)
    {
        _factory.Opened.Clear();
        _factory.BeginStart(start.TimeMs, start.Server);
        SampleServer server = _world.Servers[start.Server];
        double share = _factory.Random.NextShare();
        if (start.Lingers || share < 0.05)
            _service.Relay(server, start.TimeMs, lingers: true);
        else if (share < 0.63)
            _service.Relay(server, start.TimeMs, lingers: false);
        else if (share < 0.74)
            _other.Internal(server, start.TimeMs);
        else if (share < 0.87)
            _other.Partner(server, start.TimeMs);
        else if (share < 0.94)
            _service.Tenant(server, start.TimeMs);
        else if (share < 0.97)
            _service.Unused(server, start.TimeMs);
        else
            _service.FailedConnect(server, start.TimeMs);

        foreach (SessionRows rows in _factory.Opened)
        {
            SessionCount++;
            RecipientCount += rows.RecipientCount;
            _open.Enqueue(rows, Key(rows));
        }
    }

    /// <summary>Time first, then the order of opening: no two sessions ever tie.</summary>
    private long Key(SessionRows rows) => ((rows.NextTimeMs - _world.StartMs) << 22) | (rows.Ordinal & 0x3F_FFFF);

    private void WriteRowsBefore(long limitMs)
    {
        while (_open.TryPeek(out SessionRows? rows, out _) && rows.NextTimeMs < limitMs)
        {
            _open.Dequeue();
            long others = _open.TryPeek(out _, out long key) ? key : long.MaxValue;
            // A burst of one session is written in one go, without a detour through the queue.
            do
            {
                ReadOnlySpan<byte> line = rows.TakeNext(out long timeMs, out Trial? trial);
                RowPlace place = _sink.Write(rows.Server, timeMs, line);
                if (trial is not null)
                    Trials.Decided(trial, timeMs, place);
            }
            while (!rows.IsDone && rows.NextTimeMs < limitMs && Key(rows) < others);

            if (rows.IsDone)
                _factory.Recycle(rows);
            else
                _open.Enqueue(rows, Key(rows));
        }
    }
}
