namespace LogAnalytics.Lake.Units;

/// <summary>
/// Rows of each content as the units are written: counted where they go to the tables, apart from where they were read, so that a row
/// that is lost or doubled in between is found. Units that are read back count negative.
/// </summary>
public sealed class RowTally
{
    private readonly Dictionary<string, RowCount> _byFile = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public void Add(string fileId, long events, long copies)
    {
        lock (_lock)
        {
            RowCount known = _byFile.GetValueOrDefault(fileId);
            _byFile[fileId] = new RowCount(known.Events + events, known.Copies + copies);
        }
    }

    public RowCount Of(string fileId)
    {
        lock (_lock)
            return _byFile.GetValueOrDefault(fileId);
    }
}

/// <param name="Events">Rows that own their text.</param>
/// <param name="Copies">Rows that repeat one.</param>
public readonly record struct RowCount(long Events, long Copies);
