namespace LogAnalytics.Reports.Details;

/// <summary>Messages of an incident's servers over time, in bins of equal width.</summary>
public sealed record Timeline(DateTime From, TimeSpan BinWidth, int BinCount, IReadOnlyList<TimelineBin> Bins)
{
    public DateTime To => From + (BinWidth * BinCount);

    public DateTime StartOf(int bin) => From + (BinWidth * bin);
}
