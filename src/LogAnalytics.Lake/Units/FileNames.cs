namespace LogAnalytics.Lake.Units;

/// <summary>Rank of a file in its group → its id; known when the file is read.</summary>
public sealed class FileNames(IReadOnlyList<string> fileIdsByRank)
{
    public string FileIdOf(int rank) => fileIdsByRank[rank];
}
