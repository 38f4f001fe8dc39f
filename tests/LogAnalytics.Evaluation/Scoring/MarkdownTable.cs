using System.Text;

namespace LogAnalytics.Evaluation.Scoring;

/// <summary>A table whose columns line up in the raw text too.</summary>
internal sealed class MarkdownTable(params string[] heads)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. heads.Select((head, i) => _rows.Select(row => row[i].Length).Append(head.Length).Max())];
        StringBuilder text = new();
        Append(text, heads, widths);
        Append(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (string[] row in _rows)
            Append(text, row, widths);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] cells, int[] widths)
    {
        for (int i = 0; i < cells.Length; i++)
            text.Append("| ").Append(cells[i].PadRight(widths[i])).Append(' ');
        text.Append("|\n");
    }
}
