using LogAnalytics.Lake.Units;

namespace LogAnalytics.Benchmarks.Workloads;

/// <summary>Files in the order they were read.</summary>
internal sealed class ReadingOrder : IFileOrder
{
    public int Compare(int x, int y) => x.CompareTo(y);

    public string FileIdOf(int rank) => $"{rank:x64}";
}
