using System.Runtime.InteropServices;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Conversion;

/// <summary>Ledger rows of earlier runs that stay, found by path, by content and by size.</summary>
public sealed class CarriedRows
{
    private readonly Dictionary<string, List<LedgerRow>> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LedgerRow>> _byContent = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _sizes = [];

    public CarriedRows(IEnumerable<LedgerRow> earlier)
    {
        foreach (LedgerRow row in earlier)
            Add(row);
    }

    public IEnumerable<LedgerRow> All => _byPath.Values.SelectMany(rows => rows);

    /// <summary>What a path holds and has held.</summary>
    public IReadOnlyList<LedgerRow> At(string path) => _byPath.GetValueOrDefault(path, []);

    public IReadOnlyList<LedgerRow> WithContent(string fileId) => _byContent.GetValueOrDefault(fileId, []);

    public bool HasSize(long bytes) => _sizes.GetValueOrDefault(bytes) > 0;

    public bool Contains(LedgerRow row) => At(row.Path).Contains(row);

    public void Remove(LedgerRow row)
    {
        _byPath[row.Path].Remove(row);
        _byContent[row.FileId].Remove(row);
        _sizes[row.Size]--;
    }

    public void Replace(LedgerRow earlier, LedgerRow now)
    {
        Remove(earlier);
        Add(now);
    }

    private void Add(LedgerRow row)
    {
        ListOf(_byPath, row.Path).Add(row);
        ListOf(_byContent, row.FileId).Add(row);
        CollectionsMarshal.GetValueRefOrAddDefault(_sizes, row.Size, out _)++;
    }

    private static List<LedgerRow> ListOf(Dictionary<string, List<LedgerRow>> lists, string key) =>
        CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _) ??= [];
}
