using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Lake.Sharding;

/// <summary>What a merge brought into the lake.</summary>
/// <param name="Logs">What the tasks read, and what they could not read.</param>
/// <param name="Tables">Files that are in the lake now.</param>
/// <param name="Copied">Of those the ones that the file system could not link.</param>
/// <param name="WasMerged">It was done before: nothing changed.</param>
public sealed record MergeReport(ConvertReport Logs, int Tables, int Copied, bool WasMerged);
