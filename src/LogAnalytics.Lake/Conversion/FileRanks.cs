using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Units;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// Numbers the files of one server and service: rows carry the rank of their file while they wait. Files are ordered by path, and what
/// one path has held over time by content, so the order does not depend on when a file was read.
/// </summary>
public sealed class FileRanks : IFileOrder
{
    private readonly string[] _fileIds;
    private readonly int[] _pathOrder;
    private readonly Dictionary<string, int> _rankOfInput = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string FileId), int> _rankOfRow = [];

    /// <param name="earlier">The ledger as it was.</param>
    /// <param name="toRead">Files whose content is not known yet.</param>
    public FileRanks(IReadOnlyList<LedgerRow> earlier, IEnumerable<InputFile> toRead)
    {
        (string Path, string FileId)[] entries = [.. earlier.Select(row => (row.Path, row.FileId)), .. toRead.Select(file => (file.Path, ""))];
        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Path, b.Path));
        _fileIds = new string[entries.Length];
        _pathOrder = new int[entries.Length];
        for (int rank = 0; rank < entries.Length; rank++)
        {
            (string path, string fileId) = entries[rank];
            _fileIds[rank] = fileId;
            _pathOrder[rank] = rank > 0 && path == entries[rank - 1].Path ? _pathOrder[rank - 1] : rank;
            if (fileId.Length == 0)
                _rankOfInput.Add(path, rank);
            else
                _rankOfRow[(path, fileId)] = rank;
        }
    }

    public string FileIdOf(int rank) => _fileIds[rank];

    public int RankOf(InputFile file) => _rankOfInput[file.Path];

    public int RankOf(LedgerRow row) => _rankOfRow[(row.Path, row.FileId)];

    /// <summary>The content of a file is known once it is read.</summary>
    public void SetFileId(InputFile file, string fileId)
    {
        int rank = RankOf(file);
        _fileIds[rank] = fileId;
        _rankOfRow[(file.Path, fileId)] = rank;
    }

    public int Compare(int x, int y)
    {
        int order = _pathOrder[x].CompareTo(_pathOrder[y]);
        return order != 0 ? order : string.CompareOrdinal(_fileIds[x], _fileIds[y]);
    }

    /// <summary>Content → the first rank of its paths: two paths with one content are one file, and that one owns the rows.</summary>
    public Dictionary<string, int> FirstRanks(IEnumerable<LedgerRow> rows)
    {
        Dictionary<string, int> ranks = new(StringComparer.Ordinal);
        foreach (LedgerRow row in rows)
        {
            int rank = RankOf(row);
            if (!ranks.TryGetValue(row.FileId, out int known) || Compare(rank, known) < 0)
                ranks[row.FileId] = rank;
        }

        return ranks;
    }
}
