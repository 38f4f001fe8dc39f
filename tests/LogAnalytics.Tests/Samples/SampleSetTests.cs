using System.IO.Compression;
using System.Runtime.CompilerServices;
using LogAnalytics.Samples;

namespace LogAnalytics.Tests.Samples;

public class SampleSetTests
{
    private const long MostBytes = 2_900_000;

    public static TheoryData<string> Names => [.. SampleSets.All.Select(set => set.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Data_samples_equal_trees_made_again(string name)
    {
        SampleSet set = SampleSets.All.Single(candidate => candidate.Name == name);
        string kept = Path.Combine(DataSamples(), name);
        if (Environment.GetEnvironmentVariable("LOGANALYTICS_WRITE_SAMPLES") == "1")
        {
            if (Directory.Exists(kept))
                Directory.Delete(kept, recursive: true);
            SampleTree.Write(kept, set.Options);
        }

        using var made = new TreeFolder(set.Options);
        Assert.Equal(Contents(made.Root), Contents(kept));
    }

    [Fact]
    public void Data_samples_stay_small()
    {
        long bytes = new DirectoryInfo(DataSamples()).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.InRange(bytes, 1, MostBytes);
    }

    [Fact]
    public void Readme_names_the_options_of_each_tree()
    {
        string readme = File.ReadAllText(Path.Combine(DataSamples(), "README.md"));
        foreach (SampleSet set in SampleSets.All)
        {
            SampleOptions options = set.Options;
            string row = FormattableString.Invariant(
                $"| `{options.Incident}` | {options.Seed} | {options.Servers} | {options.Days} | {options.SessionsPerServerHour} | {(options.Dialect ?? SampleDialect.New).ToString().ToLowerInvariant()} |");
            Assert.Contains(readme.Split('\n'), line => line.StartsWith($"| `{set.Name}` |", StringComparison.Ordinal) && line.EndsWith(row, StringComparison.Ordinal));
        }
    }

    /// <summary>Packed files are compared unpacked: their envelopes name the operating system.</summary>
    private static string[] Contents(string root) =>
        [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/') + " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Unpacked(path))))];

    private static byte[] Unpacked(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var content = new MemoryStream();
        if (path.EndsWith(".gz"))
        {
            using var gzip = new GZipStream(file, CompressionMode.Decompress);
            gzip.CopyTo(content);
        }
        else if (path.EndsWith(".zip"))
        {
            using var zip = new ZipArchive(file);
            using Stream member = zip.Entries.Single().Open();
            member.CopyTo(content);
        }
        else
            file.CopyTo(content);

        return content.ToArray();
    }

    private static string DataSamples([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../data-samples"));
}
