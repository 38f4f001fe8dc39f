namespace LogAnalytics.Kernel.Editing;

/// <summary>Texts that could replace a part of the cell.</summary>
internal sealed record Completions(int Start, int End, IReadOnlyList<string> Matches);
