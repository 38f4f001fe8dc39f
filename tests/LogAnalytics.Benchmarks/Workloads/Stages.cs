using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Benchmarks.Workloads;

/// <summary>The stages of a conversion one by one, on one thread, over the same logs in memory. Each returns the number of its rows.</summary>
internal sealed class Stages : IDisposable
{
    // Half of it is one server's: enough for what each file costs not to show.
    private const long TreeBytes = 32 << 20;

    private readonly byte[][] _logs = SampleLogs.Read(TreeBytes);
    private readonly List<SessionRows> _sessions = [];
    private readonly List<SplitSession> _splits = [];
    private readonly SessionInterpreter _interpreter = new(ReplyTaxonomy.BuiltIn);
    private readonly ReadingOrder _files = new();
    private readonly ScratchFolder _folder = new();
    private readonly UnitPartWriter _parts;

    public Stages()
    {
        SessionStitcher stitcher = new(new LogTexts(), _sessions.Add, long.MaxValue);
        Rows = Read(new RowSink(stitcher));
        stitcher.CloseAll();
        _splits.AddRange(_sessions.SelectMany(session => SessionSplitter.Split(session, _files)));
        _parts = new UnitPartWriter(LakeFolder.CreateScratch(_folder), ReplyTaxonomy.BuiltIn, new MemoryPlan(long.MaxValue / 4, threads: 1));
    }

    public int Rows { get; }

    public long Bytes => _logs.Sum(log => log.LongLength);

    public int Sessions => _splits.Count;

    /// <summary>Bytes → rows.</summary>
    public int Reader() => Read(new RowSink(null));

    /// <summary>Bytes → rows → sessions.</summary>
    public int Stitcher()
    {
        SessionStitcher stitcher = null!;
        stitcher = new SessionStitcher(new LogTexts(), rows => stitcher.Recycle(rows), long.MaxValue);
        int read = Read(new RowSink(stitcher));
        stitcher.CloseAll();
        return read;
    }

    /// <summary>Sessions → what they mean.</summary>
    public int Interpreter()
    {
        int rows = 0;
        foreach (SplitSession split in _splits)
        {
            SmtpSession session = _interpreter.Interpret(split.Rows);
            rows += session.EventCount;
            _interpreter.Recycle(session);
        }

        return rows;
    }

    /// <summary>Sessions → what they mean → one part of all tables.</summary>
    public int Writer()
    {
        // On one thread nothing is waited for, so all of it happens on this one.
        IReadOnlyDictionary<string, LakeFile> files = _parts.WriteAsync(
            new UnitKey("EX01", "Hub", 20_000), part: 0, _sessions, _files, new RowTally(), CancellationToken.None).GetAwaiter().GetResult();
        return (int)files["events"].Rows;
    }

    public void Dispose()
    {
        _parts.Dispose();
        _folder.Dispose();
    }

    private int Read(RowSink sink)
    {
        for (int i = 0; i < _logs.Length; i++)
        {
            sink.File = i;
            new SendLogReader(sink).Read(new MemoryStream(_logs[i]), tailMayGrow: false, CancellationToken.None);
        }

        return sink.Rows;
    }
}
