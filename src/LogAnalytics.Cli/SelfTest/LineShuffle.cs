using System.Text;
using LogAnalytics.Inputs;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>
/// Puts the rows of a log out of order, some thousands at a time. Rows that nothing but their order tells apart keep it: those under a
/// masked id, and those of an id that has one sequence number twice.
/// </summary>
internal sealed class LineShuffle : IRearrangement
{
    private const int MostLines = 5_000;
    private const string Unclear = "";

    public void Write(InputFile log, PieceFolder pieces, Random random) => pieces.Write(1, piece =>
    {
        HeaderLines header = new();
        List<byte[]> block = [];
        foreach (LogLine line in CopiedLog.Lines(log))
        {
            bool isRow = !header.Take(line) && line.IsWhole && !header.IsNeeded;
            if (isRow)
                block.Add(line.Bytes);
            if (isRow && block.Count < MostLines)
                continue;
            CopiedLog.Write(piece, Shuffled(block, random));
            block.Clear();
            if (!isRow)
                piece.Write(line.Bytes);
        }

        CopiedLog.Write(piece, Shuffled(block, random));
    });

    /// <summary>The lines in random order.</summary>
    internal static byte[][] Shuffled(IReadOnlyList<byte[]> lines, Random random)
    {
        (string Id, string Number)[] keys = [.. lines.Select(KeyOf)];
        HashSet<string> ordered = [.. keys.GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key.Id), Unclear];
        int[] order = [.. Enumerable.Range(0, lines.Count)];
        random.Shuffle(order);
        // The places that fell to an id whose rows keep their order are filled anew, in order.
        foreach (IGrouping<string, int> places in Enumerable.Range(0, order.Length).ToLookup(place => keys[order[place]].Id).Where(group => ordered.Contains(group.Key)).ToArray())
        {
            int[] rows = [.. places.Select(place => order[place]).Order()];
            foreach ((int place, int row) in places.Zip(rows))
                order[place] = row;
        }

        return [.. order.Select(index => lines[index])];
    }

    // date-time,connector-id,session-id,sequence-number,… A quoted name may hold commas: such rows are not looked into.
    private static (string Id, string Number) KeyOf(byte[] line)
    {
        string[] fields = Encoding.Latin1.GetString(line).Split(',', 5);
        return fields.Length < 5 || fields[1].Contains('"') || SessionIdComparer.IsPlaceholder(Encoding.Latin1.GetBytes(fields[2]))
            ? (Unclear, "")
            : (fields[2], fields[3]);
    }
}
