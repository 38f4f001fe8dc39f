namespace LogAnalytics.Queries;

/// <summary>Points at a place in SQL, the way DuckDB does: the line, and a caret below.</summary>
internal static class SqlPosition
{
    /// <param name="offset">UTF-8 bytes before the place.</param>
    public static string Show(string sql, int offset)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(sql);
        string before = System.Text.Encoding.UTF8.GetString(bytes, 0, Math.Clamp(offset, 0, bytes.Length));
        int line = before.Count(character => character == '\n') + 1;
        int column = before.Length - (before.LastIndexOf('\n') + 1);
        string label = $"LINE {line}: ";
        return $"{label}{sql.Split('\n')[line - 1].TrimEnd('\r')}\n{new string(' ', label.Length + column)}^";
    }
}
