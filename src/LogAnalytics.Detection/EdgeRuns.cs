namespace LogAnalytics.Detection;

/// <summary>The runs of outcomes on both sides of a window's edge, from outside in; times count from the outermost one.</summary>
internal sealed class EdgeRuns
{
    /// <summary>Failures inside that are enough to show how a rate rises.</summary>
    public const int EnoughFailed = 200;

    /// <summary>Runs looked at beyond an edge.</summary>
    private const int MostOutside = 80;

    private readonly List<EdgeRun> _runs = [];
    private readonly int _outermost;
    private readonly int _inward;
    private readonly long _originMicros;

    /// <param name="edge">The window's outermost run of failures, an index into the view.</param>
    /// <param name="far">The window's other end.</param>
    /// <param name="outside">Trials between the edge and the next window, or the end of the series.</param>
    public EdgeRuns(RunView view, int edge, int far, long outside)
    {
        _inward = edge <= far ? 1 : -1;
        _outermost = edge;
        while (Math.Abs(edge - _outermost) < MostOutside && _outermost - _inward >= 0 && _outermost - _inward < view.Length
            && (outside -= view[_outermost - _inward].Count) >= 0)
            _outermost -= _inward;
        Edge = Math.Abs(edge - _outermost);
        _originMicros = _inward > 0 ? view[_outermost].FirstTimeMicros : view[_outermost].LastTimeMicros;
        var failed = 0L;
        for (var run = _outermost; ; run += _inward)
        {
            _runs.Add(new EdgeRun(
                view[run].Failed, view[run].Count,
                MicrosTo(_inward > 0 ? view[run].FirstTimeMicros : view[run].LastTimeMicros),
                MicrosTo(_inward > 0 ? view[run].LastTimeMicros : view[run].FirstTimeMicros)));
            failed += view[run].Failed && _runs.Count > Edge ? view[run].Count : 0;
            if (run == far || (view[run].Failed && failed >= EnoughFailed))
                break;
        }
    }

    public int Count => _runs.Count;

    /// <summary>Place of the edge among these runs.</summary>
    public int Edge { get; }

    public double SpanMicros => _runs[^1].InnerMicros;

    public EdgeRun this[int place] => _runs[place];

    /// <summary>Index into the view.</summary>
    public int InView(int place) => _outermost + (place * _inward);

    /// <summary>Microseconds since 1970 of an instant so far inwards of the outermost run.</summary>
    public long TimeOf(double micros) => _originMicros + (_inward * (long)micros);

    private double MicrosTo(long timeMicros) => _inward * (double)(timeMicros - _originMicros);
}

/// <param name="OuterMicros">Of its outermost trial.</param>
/// <param name="InnerMicros">Of its innermost trial.</param>
internal readonly record struct EdgeRun(bool Failed, long Count, double OuterMicros, double InnerMicros);
