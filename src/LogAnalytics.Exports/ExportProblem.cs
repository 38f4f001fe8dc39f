namespace LogAnalytics.Exports;

/// <summary>Why a file was not used, and what to do about it.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Text">One sentence or two, for a person.</param>
public sealed record ExportProblem(string Id, string Text)
{
    private const string Again = "Export it again with Export-Clixml, ConvertTo-Json or Export-Csv.";

    public static ExportProblem Empty { get; } = new("empty", "it holds nothing: the cmdlet gave no object, or the export failed. " + Again);

    public static ExportProblem NotRecognised(string what) => new("not_recognised", $"{what}. {Again}");

    /// <summary>Nothing of a cut file is used: the part that is missing could say the opposite.</summary>
    public static ExportProblem Cut(string where) => new("cut_or_damaged", $"it is cut or damaged ({where}), so nothing of it was used. {Again}");

    public static ExportProblem TooLarge(string what) => new("too_large", $"it goes beyond the limits ({what}), so nothing of it was used. Export only the connectors, domains, certificates and the days in question.");

    public static ExportProblem Unreadable(string why) => new("unreadable", $"it cannot be read ({why}).");
}
