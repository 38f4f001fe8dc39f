namespace LogAnalytics.Cli.Prompt;

/// <summary>Where a prompt gets its lines from.</summary>
public interface ILineSource
{
    /// <summary>The next line; null at the end of input.</summary>
    /// <exception cref="LineCancelledException">Ctrl+C: what was typed is dropped.</exception>
    string? ReadLine(string prompt, IReadOnlyCollection<string> names);

    /// <summary>Ctrl+C was pressed while nothing was read.</summary>
    bool IsInterrupted();
}
