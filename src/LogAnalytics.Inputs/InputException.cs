namespace LogAnalytics.Inputs;

/// <summary>An input that stops the run; names the path and the remedy.</summary>
public sealed class InputException(InputProblem problem, string message) : Exception(message)
{
    public InputProblem Problem { get; } = problem;
}

public enum InputProblem
{
    /// <summary>A missing path, a bad option: what was typed must change.</summary>
    Usage,

    /// <summary>Nothing to read.</summary>
    NoSendLog,
}
