namespace LogAnalytics.Cli.Prompt;

/// <summary>A line that is being typed, and where the next character goes.</summary>
public sealed class LineBuffer
{
    public string Text { get; private set; } = "";

    public int Cursor { get; private set; }

    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    public void Insert(string text) => Replace(Cursor, Cursor, text);

    /// <summary>Puts text in place of [from, to); the cursor goes behind it.</summary>
    public void Replace(int from, int to, string text) => (Text, Cursor) = (Text[..from] + text + Text[to..], from + text.Length);

    public void Move(int by) => Cursor = Math.Clamp(Cursor + by, 0, Text.Length);

    public void MoveToStart() => Cursor = 0;

    public void MoveToEnd() => Cursor = Text.Length;

    public void Backspace()
    {
        if (Cursor > 0)
            Replace(Cursor - 1, Cursor, "");
    }

    public void Delete()
    {
        if (Cursor < Text.Length)
            (Text, Cursor) = (Text.Remove(Cursor, 1), Cursor);
    }

    /// <summary>Takes away the word before the cursor, with the blanks behind it.</summary>
    public void DeleteWord() => Replace(WordStart(Cursor), Cursor, "");

    public void DeleteToEnd() => Text = Text[..Cursor];

    public void DeleteToStart() => Replace(0, Cursor, "");

    private int WordStart(int at)
    {
        while (at > 0 && char.IsWhiteSpace(Text[at - 1]))
            at--;
        while (at > 0 && !char.IsWhiteSpace(Text[at - 1]))
            at--;
        return at;
    }
}
