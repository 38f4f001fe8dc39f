namespace LogAnalytics.Lake.Units;

/// <summary>The order of the files of one server and service: of equal rows, the one of the first file is the owner.</summary>
public interface IFileOrder : IComparer<int>
{
    /// <param name="rank">Number of the file in its group.</param>
    string FileIdOf(int rank);
}
