using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Analysis;

/// <summary>
/// Reads the lake a piece at a time, so that what is joined by session fits into memory whatever the lake holds: the SQL of
/// <c>staging/pieces</c>.
/// </summary>
public static class LakePieces
{
    /// <summary>Reads no more than the units that can hold what is asked.</summary>
    /// <param name="units">The module that names them, as one piece.</param>
    /// <param name="parameters">Of that module.</param>
    public static T At<T>(LakeDatabase database, string units, Func<T> read, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        database.Execute(units, parameters);
        database.Execute("staging/piece", new Dictionary<string, object?> { ["piece"] = 0L });
        T result = read();
        database.Execute("staging/whole");
        return result;
    }

    public static void At(LakeDatabase database, string units, Action read) => At(database, units, () =>
    {
        read();
        return true;
    });

    /// <param name="parts">In the order in which they are asked.</param>
    /// <param name="pieceOf">The piece that holds a part.</param>
    public static void ForEach<T>(LakeDatabase database, IReadOnlyList<T> parts, Func<T, long> pieceOf, Action<T> read)
    {
        foreach (T part in parts)
        {
            // One piece is all that there is to read.
            if (parts.Count > 1)
                database.Execute("staging/piece", new Dictionary<string, object?> { ["piece"] = pieceOf(part) });
            read(part);
        }

        if (parts.Count > 1)
            database.Execute("staging/whole");
    }
}
