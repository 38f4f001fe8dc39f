using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// The files of one server and service in canonical order (as written, then by path): rows carry the rank while they wait, and the
/// smallest (rank, line) owns a row that several files hold.
/// </summary>
public sealed class FileRanks
{
    private readonly string[] _fileIds;
    private readonly Dictionary<string, int> _rankOfInput = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string FileId), int> _rankOfRow = [];
    private readonly List<LedgerRow> _carried;

    /// <param name="earlier">The ledger as it was.</param>
    /// <param name="toRead">Files whose content is not known yet.</param>
    public FileRanks(IReadOnlyList<LedgerRow> earlier, IEnumerable<InputFile> toRead)
    {
        _carried = [.. earlier];
        // What stands under a name now comes before what stood there once.
        var entries = earlier.Select(row => (row.Path, IsReplaced: FileChanges.IsReplaced(row), row.FileId))
            .Concat(toRead.Select(file => (file.Path, IsReplaced: false, FileId: "")))
            .OrderBy(entry => LogFileName.Parse(entry.Path[(entry.Path.LastIndexOf('/') + 1)..]))
            .ThenBy(entry => entry.Path, StringComparer.Ordinal)
            .ThenBy(entry => entry.IsReplaced)
            .ThenBy(entry => entry.FileId, StringComparer.Ordinal)
            .ToArray();
        _fileIds = new string[entries.Length];
        for (int rank = 0; rank < entries.Length; rank++)
        {
            (string path, _, string fileId) = entries[rank];
            _fileIds[rank] = fileId;
            if (fileId.Length == 0)
                _rankOfInput.Add(path, rank);
            else
                _rankOfRow[(path, fileId)] = rank;
        }
    }

    /// <summary>Ledger rows of earlier runs that stay.</summary>
    public IReadOnlyList<LedgerRow> Carried => _carried;

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

    /// <summary>Another file that was read holds all that this row stood for.</summary>
    public void Forget(LedgerRow earlier) => _carried.Remove(earlier);

    public void Replace(LedgerRow earlier, LedgerRow now) => _carried[_carried.IndexOf(earlier)] = now;

    /// <summary>Content → the smallest rank of its paths: two paths with one content are one file, and that one owns the rows.</summary>
    public Dictionary<string, int> SmallestRanks(IEnumerable<LedgerRow> rows)
    {
        Dictionary<string, int> ranks = new(StringComparer.Ordinal);
        foreach (LedgerRow row in rows)
        {
            int rank = RankOf(row);
            ranks[row.FileId] = ranks.TryGetValue(row.FileId, out int known) ? Math.Min(known, rank) : rank;
        }

        return ranks;
    }
}
