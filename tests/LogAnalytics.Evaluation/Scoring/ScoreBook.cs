using System.Globalization;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Evaluation.Parts;

namespace LogAnalytics.Evaluation.Scoring;

/// <summary>Tallies by method, mode and family, and the tables made of them.</summary>
internal sealed class ScoreBook(IEnumerable<string> methods)
{
    private static readonly string[] Columns =
        ["precision", "recall", "F1", "false / 1,000 clean days", "first error", "last good", "bracket", "recovery", "cause"];

    private readonly string[] _methods = [.. methods];
    private readonly Dictionary<(string Method, Mode Mode, string Family), Tally> _tallies = [];

    public void Add(string method, Mode mode, string family, Tally tally)
    {
        if (!_tallies.TryGetValue((method, mode, family), out var sum))
            _tallies[(method, mode, family)] = sum = new Tally();
        sum.Add(tally);
    }

    public Tally Overall(string method, Mode mode)
    {
        var sum = new Tally();
        foreach (var (key, tally) in _tallies)
        {
            if (key.Method == method && key.Mode == mode)
                sum.Add(tally);
        }
        return sum;
    }

    public string ByMethod(Mode mode)
    {
        var table = new MarkdownTable(["method", "series", "incidents", .. Columns]);
        foreach (var method in _methods)
        {
            var tally = Overall(method, mode);
            table.Add([method, Number(tally.Series), Number(tally.True), .. Cells(tally)]);
        }
        return table.ToString();
    }

    /// <summary>The first method's figures.</summary>
    public string ByFamily(Mode mode)
    {
        var table = new MarkdownTable(["family", "series", "incidents", .. Columns]);
        foreach (var (key, tally) in _tallies.Where(entry => entry.Key.Method == _methods[0] && entry.Key.Mode == mode))
            table.Add([key.Family, Number(tally.Series), Number(tally.True), .. Cells(tally)]);
        return table.ToString();
    }

    private static string[] Cells(Tally tally) =>
    [
        tally.Claimed == 0 ? "–" : Fraction(tally.Precision), tally.True == 0 ? "–" : Fraction(tally.Recall), tally.True == 0 ? "–" : Fraction(tally.F1),
        tally.CleanDays == 0 ? "–" : tally.FalsePerThousandDays.ToString("F2", CultureInfo.InvariantCulture),
        Fraction(tally.FirstBad.Value), Fraction(tally.LastGood.Value), Fraction(tally.Bracket.Value), Fraction(tally.Recovery.Value), Fraction(tally.Cause.Value),
    ];

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Fraction(double? value) => value is { } share ? share.ToString("F3", CultureInfo.InvariantCulture) : "–";
}
