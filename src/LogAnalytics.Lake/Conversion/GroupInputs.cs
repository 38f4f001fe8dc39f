using LogAnalytics.Inputs;

namespace LogAnalytics.Lake.Conversion;

/// <summary>What is to be done for one server and service.</summary>
/// <param name="Listed">All input files of the group, changed or not, in canonical order.</param>
/// <param name="Changed">Paths of those to read.</param>
/// <param name="Bytes">On disk, of those to read.</param>
public sealed record GroupInputs(string Server, string Service, IReadOnlyList<InputFile> Listed, IReadOnlySet<string> Changed, long Bytes)
{
    /// <summary>The file that may still be written to: the newest.</summary>
    public InputFile? Newest { get; } =
        Listed.Where(input => input.Name.IsSend).MaxBy(input => input, Comparer<InputFile>.Create(InputFile.CompareAsWritten));
}
