namespace LogAnalytics.SendLogs.Lines;

/// <summary>Position of each of the nine columns in a row. Only the documented order was ever seen; others are obeyed.</summary>
public sealed class FieldMap
{
    private static readonly string[] _names =
    [
        "date-time", "connector-id", "session-id", "sequence-number", "local-endpoint", "remote-endpoint", "event", "data", "context",
    ];

    private FieldMap(int columnCount, int[] positions, string? missing)
    {
        ColumnCount = columnCount;
        Positions = positions;
        MissingColumn = missing;
    }

    /// <summary>The nine columns in the order of Microsoft's documentation.</summary>
    public static FieldMap Documented { get; } = new(_names.Length, [0, 1, 2, 3, 4, 5, 6, 7, 8], null);

    /// <summary>Columns in a row, known and unknown.</summary>
    public int ColumnCount { get; }

    /// <summary>Index <see cref="Field"/> → position in the row; -1 where missing.</summary>
    public int[] Positions { get; }

    /// <summary>The first needed column that the header lacks; null where all are there.</summary>
    public string? MissingColumn { get; }

    /// <summary>Reads the text after <c>#Fields:</c>.</summary>
    public static FieldMap Parse(string fields)
    {
        string[] names = fields.Split(',', StringSplitOptions.TrimEntries);
        int[] positions = new int[_names.Length];
        string? missing = null;
        bool documented = names.Length == _names.Length;
        for (int i = 0; i < _names.Length; i++)
        {
            string wanted = _names[i];
            positions[i] = Array.FindIndex(names, name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase));
            documented &= positions[i] == i;
            if (positions[i] < 0)
                missing ??= wanted;
        }

        return documented ? Documented : new FieldMap(names.Length, positions, missing);
    }
}

/// <summary>The columns, in the order of the documentation.</summary>
public enum Field
{
    Time,
    ConnectorId,
    SessionId,
    SequenceNumber,
    LocalEndpoint,
    RemoteEndpoint,
    Event,
    Data,
    Context,
}
