using System.Text.Json;

namespace LogAnalytics.Lake.Catalog;

/// <summary>The spans of which logs were deleted before they were read, kept beside the manifest: a run adds what it saw.</summary>
public static class UnreadHistory
{
    private const string FileName = "unread_logs.jsonl";

    /// <summary>Relative to the lake; null where nothing was ever lost.</summary>
    public static string? PathIn(LakeFolder lake) => File.Exists(FullPath(lake)) ? Path.GetRelativePath(lake.Root, FullPath(lake)) : null;

    /// <summary>A line that is damaged is left out: the logs that came later stand for themselves.</summary>
    public static IReadOnlyList<UnreadSpan> Read(LakeFolder lake)
    {
        if (PathIn(lake) is null)
            return [];
        List<UnreadSpan> spans = [];
        foreach (string line in File.ReadLines(FullPath(lake)))
        {
            try
            {
                if (JsonSerializer.Deserialize(line, JournalJson.Default.UnreadSpan) is { Server: not null, Service: not null } span)
                    spans.Add(span);
            }
            catch (JsonException)
            {
            }
        }

        return spans;
    }

    /// <summary>Written before the manifest, so that no loss goes unrecorded; a run that is cut off in between records it again.</summary>
    public static void Add(LakeFolder lake, IReadOnlyCollection<UnreadSpan> spans)
    {
        if (spans.Count == 0)
            return;
        IEnumerable<string> lines = Read(lake).Concat(spans).Distinct().Select(span => JsonSerializer.Serialize(span, JournalJson.Default.UnreadSpan) + "\n");
        lake.Replace(FullPath(lake), System.Text.Encoding.UTF8.GetBytes(string.Concat(lines)));
    }

    private static string FullPath(LakeFolder lake) => Path.Combine(lake.TemporaryFolder, FileName);
}
