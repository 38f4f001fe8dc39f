namespace LogAnalytics.Diagnosis;

/// <summary>One hypothesis about an incident, with counted evidence.</summary>
/// <param name="Id">Contract name, e.g. <c>certificate_name_changed</c>.</param>
/// <param name="For">Evidence for it, one sentence each, with counts.</param>
/// <param name="Against">Evidence against it.</param>
/// <param name="Missing">What would decide it.</param>
public sealed record Cause(
    string Id,
    Confidence Confidence,
    IReadOnlyList<string> For,
    IReadOnlyList<string> Against,
    IReadOnlyList<string> Missing);

public enum Confidence
{
    Weak,
    Moderate,
    Strong,
}

/// <summary>What to type, and what to look at first.</summary>
/// <param name="Shell">Exchange Management Shell, Exchange Online PowerShell, or elevated local PowerShell.</param>
/// <param name="Check">Read-only command that comes first.</param>
/// <param name="Precondition">What must hold before the command is run.</param>
/// <param name="Command">The write command; null where its preconditions do not hold in the data or a value is unknown.</param>
/// <param name="BlastRadius">What else the command touches.</param>
/// <param name="Undo">How to take it back.</param>
/// <param name="Proof">What in the log proves that it worked.</param>
/// <param name="Reference">Public document.</param>
public sealed record Remedy(
    string CauseId,
    string Title,
    string Shell,
    string Check,
    string Precondition,
    string? Command,
    string BlastRadius,
    string Undo,
    string Proof,
    string Reference);

/// <summary>Causes, best first (never empty: <c>undetermined</c> is legal), and their remedies.</summary>
public sealed record Diagnosis(IReadOnlyList<Cause> Causes, IReadOnlyList<Remedy> Remedies);
