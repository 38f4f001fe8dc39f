using System.Text;

namespace LogAnalytics.Kernel.Engine;

/// <summary>Console.Out or Console.Error: what a cell prints goes to its output, everything else where it went before.</summary>
internal sealed class CellConsole : TextWriter
{
    private readonly string _name;
    private readonly TextWriter _outside;

    private CellConsole(string name, TextWriter outside) => (_name, _outside) = (name, outside);

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Takes the console of this process over, once.</summary>
    public static void Install()
    {
        Console.SetOut(new CellConsole("stdout", Console.Out));
        Console.SetError(new CellConsole("stderr", Console.Error));
        // A cell that asks for input would wait for ever.
        Console.SetIn(TextReader.Null);
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(ReadOnlySpan<char> text)
    {
        if (CellScope.Current is { } scope)
            scope.Printing.Write(_name, text);
        else
            _outside.Write(text);
    }
}
