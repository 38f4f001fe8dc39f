using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Units;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// The ledger of one server and service while files are taken in: which earlier rows stay, which are replaced, and at the end how many
/// rows each file has as events and as duplicates.
/// </summary>
public sealed class GroupLedger
{
    private readonly string _server;
    private readonly string _service;
    private readonly IReadOnlyList<LedgerRow> _earlier;
    private readonly List<LedgerRow> _read = [];
    private readonly Dictionary<string, List<LedgerRow>> _readByContent = new(StringComparer.Ordinal);
    private readonly HashSet<int> _touchedLineDays = [];
    private readonly HashSet<string> _pathsToRead;

    /// <param name="isGone">The file that the row names is no longer where it was.</param>
    public GroupLedger(GroupInputs work, IReadOnlyList<LedgerRow> earlier, IEnumerable<InputFile> toRead, Predicate<LedgerRow> isGone)
    {
        (_server, _service) = (work.Server, work.Service);
        _earlier = earlier;
        IsGone = isGone;
        InputFile[] files = [.. toRead];
        _pathsToRead = [.. files.Select(file => file.Path)];
        Ranks = new FileRanks(earlier, files);
        Carried = new CarriedRows(earlier);
    }

    public FileRanks Ranks { get; }

    /// <summary>Rows of earlier runs that stay.</summary>
    public CarriedRows Carried { get; }

    public Predicate<LedgerRow> IsGone { get; }

    /// <summary>Rows whose files this run has read.</summary>
    public IReadOnlyList<LedgerRow> Read => _read;

    /// <summary>Days whose kept lines must be written again.</summary>
    public IReadOnlySet<int> TouchedLineDays => _touchedLineDays;

    /// <summary>Rows of the lake whose file was read anew, or moved: their units must be read back.</summary>
    public List<LedgerRow> Forgotten { get; } = [];

    /// <summary>The content now at this path, as of the last run.</summary>
    public LedgerRow? Current(string path) => Carried.At(path).FirstOrDefault(row => !FileChanges.IsReplaced(row));

    /// <summary>A file that is still there, comes before this one and has this content: nothing of this one need be read.</summary>
    public LedgerRow? OwnerOf(InputFile file, string fileId) =>
        Carried.WithContent(fileId).FirstOrDefault(row => row.IsHeld && row.PendingBytes == 0 && !IsGone(row)
            && string.CompareOrdinal(row.Path, file.Path) < 0);

    /// <summary>Another file, still there and finished, with this content.</summary>
    public LedgerRow? FinishedTwin(InputFile file, string fileId) =>
        WithContent(fileId).FirstOrDefault(row => row.Path != file.Path && row.Status == FileStatus.Converted && !IsGone(row));

    /// <summary>What paths held before this run.</summary>
    public List<FileVersion> Versions { get; } = [];

    /// <summary>Takes a file that was read, and settles what it replaces.</summary>
    public FileChange Take(InputFile file, LedgerRow row, LedgerRow? earlier, bool hasGrown, bool isTruncated)
    {
        Ranks.SetFileId(file, row.FileId);
        Add(row);
        _touchedLineDays.Add(row.Day);
        FileChange change = Change(row, earlier, hasGrown, isTruncated);
        // Content that comes back to its path is no replaced one any more.
        foreach (LedgerRow same in Carried.At(row.Path).Where(known => known.FileId == row.FileId).ToArray())
            Forget(same);
        if (change == FileChange.Renamed)
        {
            foreach (LedgerRow gone in Carried.WithContent(row.FileId).Where(known => IsGone(known)).ToArray())
            {
                Forget(gone);
                Remember(gone, change, row);
            }
        }

        // A file whose content another has too is not one that is still written to: its tail is a line, as the other's is. One that this run
        // reads itself may have grown since.
        foreach (LedgerRow open in Carried.WithContent(row.FileId)
            .Where(known => known.Status == FileStatus.Open && row.Status == FileStatus.Converted && !_pathsToRead.Contains(known.Path)).ToArray())
        {
            Forget(open);
            Add(row with { Path = open.Path });
        }

        if (earlier is null || !Carried.Contains(earlier))
            return change;
        if (change == FileChange.Grown || earlier.Status == FileStatus.Skipped)
            Forget(earlier);
        else
            Carried.Replace(earlier, FileChanges.Replaced(earlier, change));
        if (earlier.Status != FileStatus.Skipped)
            Remember(earlier, change, row);
        return change;
    }

    /// <summary>Takes a file of which nothing is taken in. What is left of pruned content in the lake stays as it is.</summary>
    public void TakePruned(InputFile file, LedgerRow row)
    {
        Ranks.SetFileId(file, row.FileId);
        if (Carried.At(file.Path).Any(known => known.FileId == row.FileId))
            return;
        if (Current(file.Path) is { } current)
        {
            Carried.Replace(current, FileChanges.Replaced(current, FileChange.Rewritten));
            Remember(current, FileChange.Rewritten, row);
        }

        Add(row);
    }

    /// <summary>The whole ledger: each row is an event or a duplicate, as the tables have it.</summary>
    /// <param name="tally">Rows written less rows read back.</param>
    public IReadOnlyList<LedgerRow> Settle(RowTally tally, List<string> unbalanced)
    {
        LedgerRow[] rows = [.. Carried.All.Concat(_read).OrderBy(row => row.Path, StringComparer.Ordinal).ThenBy(row => row.FileId, StringComparer.Ordinal)];
        Dictionary<string, int> owners = Ranks.FirstRanks(rows.Where(IsKept));
        Dictionary<string, LedgerRow> before = [];
        foreach (LedgerRow row in _earlier.Where(IsKept).OrderByDescending(row => row.EventLines))
            before.TryAdd(row.FileId, row);
        for (int i = 0; i < rows.Length; i++)
        {
            LedgerRow row = rows[i];
            if (!IsKept(row))
                continue;
            LedgerRow? known = before.GetValueOrDefault(row.FileId);
            RowCount change = tally.Of(row.FileId);
            // Two paths with one content are one file: the smaller has the rows.
            long events = Ranks.RankOf(row) == owners[row.FileId] ? (known?.EventLines ?? 0) + change.Events : 0;
            rows[i] = row with { EventLines = events, DuplicateLines = row.RowLines - events };
            long written = (known?.RowLines ?? 0) + change.Events + change.Copies;
            if (!row.Balances || events > row.RowLines || written != row.RowLines)
                unbalanced.Add($"{row.Path} ({row.RowLines} rows read, {written} in the tables)");
        }

        // Nothing may be left of content that the ledger no longer names.
        foreach (LedgerRow gone in before.Values.Where(row => !owners.ContainsKey(row.FileId)))
        {
            RowCount change = tally.Of(gone.FileId);
            long left = gone.RowLines + change.Events + change.Copies;
            if (left != 0)
                unbalanced.Add($"{gone.Path} ({left} rows are left of an earlier version)");
        }

        return rows;
    }

    private static bool IsKept(LedgerRow row) => row.IsHeld;

    private FileChange Change(LedgerRow row, LedgerRow? earlier, bool hasGrown, bool isTruncated)
    {
        if (earlier is not null)
        {
            return earlier.FileId == row.FileId ? FileChange.Same
                : hasGrown ? FileChange.Grown
                : isTruncated ? FileChange.Truncated
                : FileChange.Rewritten;
        }

        LedgerRow[] same = [.. WithContent(row.FileId).Where(known => known.Path != row.Path && known.Status != FileStatus.Skipped)];
        if (same.Length == 0 || row.Status == FileStatus.Skipped)
            return FileChange.New;
        return Array.Exists(same, IsGone) ? FileChange.Renamed : FileChange.Copied;
    }

    private IEnumerable<LedgerRow> WithContent(string fileId) =>
        Carried.WithContent(fileId).Concat(_readByContent.GetValueOrDefault(fileId, []));

    private void Add(LedgerRow row)
    {
        _read.Add(row);
        if (!_readByContent.TryGetValue(row.FileId, out List<LedgerRow>? same))
            _readByContent.Add(row.FileId, same = []);
        same.Add(row);
    }

    private void Remember(LedgerRow was, FileChange change, LedgerRow now) =>
        Versions.Add(new FileVersion(_server, _service, was.Path, was.FileId, was.Size, change.ToString().ToLowerInvariant(), now.Path, now.FileId));

    private void Forget(LedgerRow row)
    {
        Carried.Remove(row);
        Forgotten.Add(row);
        _touchedLineDays.Add(row.Day);
    }
}
