using LogAnalytics.Cli.Analysis;
using LogAnalytics.Evidence;
using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Standing;

/// <summary>
/// Results of the last analysis of a lake that another one would find again, byte for byte but for the time: a run that has nothing new
/// keeps them. They are proven by their manifest first.
/// </summary>
internal sealed record StandingResults(FindingsDocument Findings, LakeSources Sources, IReadOnlyList<FileHash> Outputs)
{
    // Written anew by each run.
    private static readonly string[] _ofTheRun = ["run.json", RunLog.FileName, Manifest.FileName, Manifest.HashFileName];

    /// <param name="question">What is asked now.</param>
    /// <returns>Null where something else was asked, or the results, what the lake learnt of them, or a table of the lake is not as it was.</returns>
    public static StandingResults? Find(LakeFolder lake, LakeManifest manifest, OutputFolder output, string question)
    {
        if (AnalysisState.ReadAnswer(lake) is not { } answer || !answer.StartsWith(question, StringComparison.Ordinal)
            || output.WholeResults is not { } standing || answer != Answer(question, standing.Outputs)
            || !manifest.AllFiles.All(entry => IsThere(lake, entry.File)))
            return null;
        return new StandingResults(
            FindingsJson.Read<FindingsDocument>(File.ReadAllText(output.PathOf("findings.json"))),
            new LakeSources(standing.LakeSha256, standing.Inputs),
            [.. standing.Outputs.Where(IsOfTheAnalysis)]);
    }

    /// <summary>By which the results are known again.</summary>
    public static string Answer(string question, IEnumerable<FileHash> outputs) => $"{question} {Sha256Text.OfList(outputs.Where(IsOfTheAnalysis))}";

    private static bool IsOfTheAnalysis(FileHash file) => !_ofTheRun.Contains(file.Path);

    // An analysis reads every table; one that is gone or cut off must not go unseen because nobody looks.
    private static bool IsThere(LakeFolder lake, LakeFile file) => new FileInfo(lake.FullPath(file)) is { Exists: true } found && found.Length == file.Bytes;
}
