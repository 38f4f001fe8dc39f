using Spectre.Console;

namespace LogAnalytics.Cli.Terminal;

/// <summary>Results go to stdout, progress and notes to stderr; no colour and no bar where the stream is no terminal.</summary>
public sealed class Streams
{
    // Nothing wraps in a pipe.
    private const int PipedWidth = 100_000;

    public Streams(bool isQuiet, bool noColor)
    {
        IsQuiet = isQuiet;
        Results = Create(System.Console.Out, System.Console.IsOutputRedirected, noColor, InteractionSupport.No);
        // A bar that moves takes a console that counts as interactive; nothing is ever asked on it.
        Diagnostics = Create(System.Console.Error, System.Console.IsErrorRedirected, noColor, System.Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Yes);
    }

    public bool IsQuiet { get; }

    public IAnsiConsole Results { get; }

    public IAnsiConsole Diagnostics { get; }

    public bool ShowsProgress => !IsQuiet && !System.Console.IsErrorRedirected;

    /// <summary>Worth knowing, not an error.</summary>
    public void Note(string text)
    {
        if (!IsQuiet)
            System.Console.Error.WriteLine(Reports.Text.Say.Safe(text));
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected, bool noColor, InteractionSupport interactive)
    {
        bool plain = isRedirected || noColor || System.Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = plain && isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = interactive,
        });
        if (isRedirected)
            console.Profile.Width = PipedWidth;
        return console;
    }
}
