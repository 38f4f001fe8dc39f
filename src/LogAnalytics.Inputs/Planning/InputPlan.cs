using LogAnalytics.Inputs.Archives;
using LogAnalytics.Inputs.Folders;

namespace LogAnalytics.Inputs.Planning;

/// <summary>What INPUT names, as a plan keeps it: server × service, not yet given to anybody.</summary>
/// <param name="Roots">Folders that the paths are relative to.</param>
/// <param name="Groups">By server and service.</param>
public sealed record InputPlan(IReadOnlyList<string> Roots, IReadOnlyList<PlannedGroup> Groups)
{
    public static InputPlan Of(InputListing listing)
    {
        string[] roots = [.. listing.Files.Select(file => file.Root).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, int> indexes = roots.Select((root, i) => (root, i)).ToDictionary(entry => entry.root, entry => entry.i, StringComparer.Ordinal);
        PlannedGroup[] groups =
        [
            .. listing.Files.GroupBy(file => (file.Server, file.Service)).Select(group => new PlannedGroup(
                0, group.Key.Server, group.Key.Service, group.Sum(file => file.DiskBytes), [.. group.Select(file => Of(file, indexes[file.Root]))])),
        ];
        return new InputPlan(roots, groups);
    }

    private static PlannedInput Of(InputFile file, int root)
    {
        string onDisk = FolderWalk.Relative(file.Root, file.DiskPath);
        return new PlannedInput
        {
            Path = file.Path,
            Bytes = file.DiskBytes,
            Root = root,
            File = onDisk == file.Path ? null : onDisk,
            Member = file.Member is { } member ? MemberName.Normalize(member.Name) : null,
        };
    }
}
