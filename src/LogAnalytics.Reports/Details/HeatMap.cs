namespace LogAnalytics.Reports.Details;

/// <summary>Sessions of each log over time, in cells of equal width.</summary>
/// <param name="LogCount">Logs that there are; those with rows here are the first of them.</param>
public sealed record HeatMap(DateTime From, int CellHours, int CellCount, IReadOnlyList<HeatRow> Rows, int LogCount)
{
    public DateTime StartOf(int cell) => From.AddHours((double)cell * CellHours);
}
