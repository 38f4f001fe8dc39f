using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.Truth;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Sessions;

/// <summary>Opens sessions for whoever writes them, and holds what all of them share.</summary>
internal sealed class SessionFactory
{
    private readonly Stack<SessionRows> _free = new();
    private readonly List<SessionRows> _opened = [];
    private readonly ulong _seed;
    private long _ordinal;

    public SessionFactory(SampleWorld world, TrialTally trials)
    {
        _seed = Prng.Mix(world.Seed, 2);
        Random = new Prng(_seed);
        Conversation = new Conversation(Random);
        Replies = new PeerReplies(Conversation) { SaysAttr36 = world.Episode.Family == "attr36" };
        Exchange = new MessageExchange(Conversation, Replies);
        Trials = trials;
    }

    public Prng Random { get; }
    public Conversation Conversation { get; }
    public PeerReplies Replies { get; }
    public MessageExchange Exchange { get; }
    public TrialTally Trials { get; }

    public SessionRows Open(SampleServer server, SampleConnector connector, string remoteEndpoint, long startMs, int roundTripMs)
    {
        SessionRows rows = _free.TryPop(out SessionRows? used) ? used : new SessionRows();
        rows.Begin(server.Index, _ordinal++, server.NextSessionId++, connector.Index, connector.Id, remoteEndpoint, startMs);
        _opened.Add(rows);
        Conversation.Begin(rows, server, roundTripMs);
        return rows;
    }

    /// <summary>Each start has its own random stream, so one more draw in a session leaves the next ones alone.</summary>
    public void BeginStart(long startMs, int server) => Random.Reseed(Prng.Mix(_seed, (ulong)(startMs * 128 + server)) + (ulong)_ordinal);

    /// <summary>The sessions opened since the last call; valid until the next one.</summary>
    public List<SessionRows> Opened => _opened;

    public void Recycle(SessionRows rows) => _free.Push(rows);
}
