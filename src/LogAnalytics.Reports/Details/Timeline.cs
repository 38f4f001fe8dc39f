namespace LogAnalytics.Reports.Details;

/// <summary>Messages of an incident's servers over time.</summary>
/// <param name="Bins">Those that hold a message.</param>
public sealed record Timeline(ChartSpan Span, IReadOnlyList<TimelineBin> Bins)
{
    public DateTime StartOf(int bin) => Span.From + (Span.BinWidth * bin);
}
