namespace LogAnalytics.Cli.Doctoring;

/// <summary>One line of the doctor.</summary>
/// <param name="Remedy">What to do; null where all is well.</param>
internal sealed record Finding(Verdict Verdict, string Subject, string Text, string? Remedy = null)
{
    public static Finding Ok(string subject, string text) => new(Verdict.Ok, subject, text);
}
