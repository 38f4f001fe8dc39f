using System.Security.Cryptography;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Exports;
using LogAnalytics.Inputs;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Exports;

/// <summary>The side inputs of one run: what they hold, and what became of each file.</summary>
public sealed record ExportReading(ExportSet Set, IReadOnlyList<SideInput> Files)
{
    /// <exception cref="InputException">A path leads nowhere.</exception>
    public static ExportReading Read(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        List<ExportFile> files = [];
        List<SideInput> inputs = [];
        foreach (SideFile file in SideFile.List(paths))
        {
            cancellation.ThrowIfCancellationRequested();
            byte[]? content = file.Read(ExportLimits.MaxFileBytes, out string? problem);
            ExportFile read = content is null ? new ExportFile { Path = file.Name, Problem = ExportProblem.Unreadable(problem!) } : ExportReader.Read(file.Name, content);
            files.Add(read);
            inputs.Add(SideInputs.Of(read, content is null ? null : Convert.ToHexStringLower(SHA256.HashData(content))));
        }

        ExportSet set = ExportSet.Of(files);
        return new ExportReading(set, [.. inputs.Select(input => SideInputs.WithDoubt(input, set))]);
    }

    /// <summary>Names what was not used and what was lost, also with <c>--quiet</c>.</summary>
    public void Note(Streams streams)
    {
        foreach (SideInput file in Files.Where(file => file.Problem is null && file.Lost.Count == 0))
            streams.Note($"export {file.Path}: {SideInputs.Summary(file)}.");
        foreach (SideInput file in Files)
        {
            foreach (string lost in file.Lost)
                Error($"export {file.Path}: {lost}");
            if (file.Problem is { } problem)
                Error($"export {file.Path} was not used: {problem}");
        }
    }

    /// <summary>Why the input counts as incomplete; empty when every file was used.</summary>
    public IReadOnlyList<string> WhyIncomplete() =>
        Files.Count(file => file.Problem is not null) is > 0 and var count ? [$"{count} of {Files.Count} exports could not be used"] : [];

    private static void Error(string text) => System.Console.Error.WriteLine(Reports.Text.Say.Safe(text));
}
