using System.Text.Json;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Cli.Standing;

/// <summary>
/// All that decides what an analysis gives, except what it is compared with, as one hash: the tool, what was typed, the lake, and the
/// side inputs. The arguments count as they are, so that an option which is added one day cannot be forgotten here.
/// </summary>
internal static class AnalysisQuestion
{
    /// <param name="output">Where the results go.</param>
    public static string Of(IReadOnlyList<string> arguments, LakeFolder lake, LakeManifest manifest, string output, ExportReading exports) =>
        Sha256Text.Of(JsonSerializer.SerializeToUtf8Bytes<string?[]>(
        [
            CliContext.Version, output, lake.Root, manifest.Sha256,
            // Beside the manifest, and in the views all the same.
            HashOf(lake.FileVersionsPath), UnreadHistory.PathIn(lake) is { } unread ? HashOf(Path.Combine(lake.Root, unread)) : null,
            .. exports.Files.SelectMany(file => new[] { file.Path, file.Sha256, file.Problem }),
            .. arguments,
        ]));

    private static string? HashOf(string path) => File.Exists(path) ? Sha256Text.Of(File.ReadAllBytes(path)) : null;
}
