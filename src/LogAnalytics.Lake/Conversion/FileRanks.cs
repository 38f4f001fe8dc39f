using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Units;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// The files of one server and service in canonical order (as written, then by path): rows carry the rank while they wait, and the
/// smallest (rank, line) owns a row that several files hold.
/// </summary>
public sealed class FileRanks
{
    /// <summary>Reason in the ledger of a file whose name now holds other content; its rows stay.</summary>
    public const string Replaced = "its name now holds other content";

    private readonly string[] _fileIds;
    private readonly Dictionary<string, int> _rankOfInput = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string FileId), int> _rankOfRow = [];
    private readonly Dictionary<string, int> _carriedRank = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rankOfId = new(StringComparer.Ordinal);
    private readonly List<LedgerRow> _carried;

    public FileRanks(IReadOnlyList<LedgerRow> earlier, IEnumerable<InputFile> toRead)
    {
        _carried = [.. earlier];
        var entries = earlier.Select(row => (row.Path, row.FileId))
            .Concat(toRead.Select(file => (file.Path, FileId: "")))
            .OrderBy(entry => LogFileName.Parse(entry.Path[(entry.Path.LastIndexOf('/') + 1)..]))
            .ThenBy(entry => entry.Path, StringComparer.Ordinal)
            .ThenBy(entry => entry.FileId, StringComparer.Ordinal)
            .ToArray();
        _fileIds = new string[entries.Length];
        for (int rank = 0; rank < entries.Length; rank++)
        {
            (string path, string fileId) = entries[rank];
            _fileIds[rank] = fileId;
            if (fileId.Length == 0)
                _rankOfInput.Add(path, rank);
            else
                _rankOfRow[(path, fileId)] = rank;
        }
    }

    /// <summary>Ledger rows of earlier runs that stay.</summary>
    public IReadOnlyList<LedgerRow> Carried => _carried;

    public FileNames FileNames() => new(_fileIds);

    public int RankOf(InputFile file) => _rankOfInput[file.Path];

    public int RankOf(LedgerRow row) => _rankOfRow[(row.Path, row.FileId)];

    /// <summary>For a row that this run has written.</summary>
    public int RankOf(string fileId)
    {
        if (_rankOfId.TryGetValue(fileId, out int rank))
            return rank;
        rank = Array.IndexOf(_fileIds, fileId);
        _rankOfId.Add(fileId, rank);
        return rank;
    }

    /// <summary>The content of a file is known once it is read.</summary>
    public void SetFileId(InputFile file, string fileId)
    {
        int rank = RankOf(file);
        _fileIds[rank] = fileId;
        _rankOfRow[(file.Path, fileId)] = rank;
    }

    /// <summary>The file was read anew and holds all that this row stood for.</summary>
    public void Forget(LedgerRow earlier) => _carried.Remove(earlier);

    public void MarkReplaced(LedgerRow earlier) => _carried[_carried.IndexOf(earlier)] = earlier with { Reason = Replaced };

    /// <summary>Rank for a row of the lake; -1 if its file was read anew.</summary>
    public int CarriedRank(string fileId)
    {
        if (_carriedRank.Count == 0)
        {
            // Two paths with one content: the rows belong to the first.
            foreach (LedgerRow row in _carried.OrderByDescending(RankOf))
                _carriedRank[row.FileId] = RankOf(row);
        }

        return _carriedRank.GetValueOrDefault(fileId, -1);
    }
}
