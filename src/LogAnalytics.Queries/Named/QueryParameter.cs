namespace LogAnalytics.Queries.Named;

/// <summary>A value that a named query asks for.</summary>
/// <param name="Name">Without the <c>$</c>.</param>
/// <param name="Default">Taken where no value is given; null: one must be given.</param>
public sealed record QueryParameter(string Name, string? Default, string Meaning);
