namespace LogAnalytics.Cli.Prompt;

/// <summary>Lines typed on a terminal, with the usual keys: arrows, Home, End, Tab, Ctrl+A/E/K/U/W/L, Ctrl+C, Ctrl+D.</summary>
public sealed class TerminalLines(PromptHistory history) : ILineSource
{
    private readonly LineBuffer _line = new();
    private string _prompt = "";

    public string? ReadLine(string prompt, IReadOnlyCollection<string> names)
    {
        _prompt = prompt;
        _line.Set("");
        Draw();
        while (true)
        {
            ConsoleKeyInfo key = System.Console.ReadKey(intercept: true);
            bool isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            if (isControl && key.Key == ConsoleKey.C)
            {
                System.Console.WriteLine("^C");
                throw new LineCancelledException();
            }

            if (isControl && key.Key == ConsoleKey.D && _line.Text.Length == 0)
            {
                System.Console.WriteLine();
                return null;
            }

            if (key.Key == ConsoleKey.Enter)
            {
                System.Console.WriteLine();
                history.Add(_line.Text);
                return _line.Text;
            }

            if (key.Key == ConsoleKey.Tab)
                Complete(names);
            else
                Edit(key, isControl);
            Draw();
        }
    }

    public bool IsInterrupted()
    {
        while (System.Console.KeyAvailable)
        {
            ConsoleKeyInfo key = System.Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.C && key.Modifiers.HasFlag(ConsoleModifiers.Control))
                return true;
        }

        return false;
    }

    private void Edit(ConsoleKeyInfo key, bool isControl)
    {
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow: _line.Move(-1); break;
            case ConsoleKey.RightArrow: _line.Move(1); break;
            case ConsoleKey.Home: _line.MoveToStart(); break;
            case ConsoleKey.End: _line.MoveToEnd(); break;
            case ConsoleKey.Backspace: _line.Backspace(); break;
            case ConsoleKey.Delete: _line.Delete(); break;
            case ConsoleKey.UpArrow: _line.Set(history.Previous() ?? _line.Text); break;
            case ConsoleKey.DownArrow: _line.Set(history.Next()); break;
            case ConsoleKey.A when isControl: _line.MoveToStart(); break;
            case ConsoleKey.E when isControl: _line.MoveToEnd(); break;
            case ConsoleKey.D when isControl: _line.Delete(); break;
            case ConsoleKey.K when isControl: _line.DeleteToEnd(); break;
            case ConsoleKey.U when isControl: _line.DeleteToStart(); break;
            case ConsoleKey.W when isControl: _line.DeleteWord(); break;
            case ConsoleKey.L when isControl: System.Console.Clear(); break;
            default:
                if (!char.IsControl(key.KeyChar))
                    _line.Insert(key.KeyChar.ToString());
                break;
        }
    }

    private void Complete(IReadOnlyCollection<string> names)
    {
        Completion completion = Completion.At(_line.Text, _line.Cursor, names);
        if (completion.Names.Count == 0)
            return;
        string common = completion.CommonPrefix;
        bool isLonger = common.Length > _line.Cursor - completion.From;
        _line.Replace(completion.From, _line.Cursor, completion.Names.Count == 1 ? completion.Names[0] + " " : common);
        if (completion.Names.Count > 1 && !isLonger)
        {
            System.Console.WriteLine();
            System.Console.WriteLine(string.Join("  ", completion.Names));
        }
    }

    // One row of the terminal: of a longer line the part around the cursor is shown.
    private void Draw()
    {
        int room = Math.Max(10, System.Console.WindowWidth - _prompt.Length - 1);
        int first = Math.Max(0, _line.Cursor - room + 1);
        string shown = _line.Text.Substring(first, Math.Min(room, _line.Text.Length - first));
        System.Console.Write($"\r\u001b[K{_prompt}{shown}\r");
        int column = _prompt.Length + _line.Cursor - first;
        if (column > 0)
            System.Console.Write($"\u001b[{column}C");
    }
}
