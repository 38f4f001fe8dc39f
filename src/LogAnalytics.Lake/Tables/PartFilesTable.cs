using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Lake.Tables;

/// <summary>The files that the rows of a part came from, numbered: a row names its file by four bytes instead of sixty-four.</summary>
public sealed class PartFilesTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly NumberColumn<int> _number = new("file_number");
    private readonly TextColumn _file = new("file_id", mayRepeat: false);
    private readonly Dictionary<int, int> _numberByRank = [];
    private readonly Dictionary<string, int> _numberById = new(StringComparer.Ordinal);
    private int _lastRank = -1;
    private int _lastNumber;

    public PartFilesTable() => Columns = [_part, _number, _file];

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Number of the file in this part; a new file is added.</summary>
    public int NumberOf(long partId, int rank, Func<int, string> fileIdOf)
    {
        // The rows of a session are of one file more often than not.
        if (rank == _lastRank)
            return _lastNumber;
        _lastNumber = FindOrAdd(partId, rank, fileIdOf);
        _lastRank = rank;
        return _lastNumber;
    }

    /// <summary>File ids in order of their numbers.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(Stream content)
    {
        List<string> files = [];
        await foreach (TableRows group in TableReader.ReadAsync(content).ConfigureAwait(false))
            files.AddRange((await group.TextAsync("file_id").ConfigureAwait(false))!);
        return files;
    }

    /// <summary>The next part numbers its files anew.</summary>
    public void Reset()
    {
        _lastRank = -1;
        _numberByRank.Clear();
        _numberById.Clear();
    }

    private int FindOrAdd(long partId, int rank, Func<int, string> fileIdOf)
    {
        if (_numberByRank.TryGetValue(rank, out int number))
            return number;
        // Two paths may hold the same content.
        string fileId = fileIdOf(rank);
        if (!_numberById.TryGetValue(fileId, out number))
        {
            number = _numberById.Count;
            _numberById.Add(fileId, number);
            _part.Add(partId);
            _number.Add(number);
            _file.Add(fileId);
        }

        _numberByRank.Add(rank, number);
        return number;
    }
}
