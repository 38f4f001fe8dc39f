using System.IO.Compression;
using System.Text;
using LogAnalytics.Samples;

namespace LogAnalytics.Tests.Samples;

public class SampleDamagedTests
{
    [Fact]
    public void Lines_and_bytes_of_each_file_are_as_stated()
    {
        for (int seed = 1; seed <= 12; seed++)
        {
            using var tree = new TreeFolder(TreeFolder.Small("damaged", seed));
            foreach (TruthFile file in tree.Truth.Files)
            {
                byte[] content = Read(tree.Root, file.Path);
                int feeds = content.Count(value => value == '\n'), end = content.AsSpan().LastIndexOf((byte)'\n') + 1;
                Assert.Equal(file.Bytes, content.Length);
                Assert.Equal(file.UnfinishedTailBytes, content.Length - end);
                Assert.Equal(file.Lines, feeds + (content.Length > end ? 1 : 0));
                string[] lines = Encoding.Latin1.GetString(content, 0, end).Replace("\r", "").Split('\n')[..^1];
                Assert.Equal(file.HeaderLines, lines.Count(line => line.TrimStart('\u00EF', '\u00BB', '\u00BF').StartsWith('#')));
                Assert.Equal(file.BlankLines, lines.Count(line => line.Length == 0));
                Assert.True(content.Length == 0 || file.Skipped || file.EventLines + file.DuplicateLines > 0, file.Path);
                if (!file.Skipped)
                    Assert.Equal(file.EventLines + file.DuplicateLines, lines.Count(line => line.Length > 0 && TreeFolder.Split(line).Count == 9 && char.IsDigit(line[0])));
            }

            Assert.Equal(tree.Truth.Totals.Rows, tree.Truth.Files.Sum(file => file.EventLines));
        }
    }

    private static byte[] Read(string root, string path)
    {
        string[] parts = path.Split("!/");
        using Stream file = File.OpenRead(Path.Combine(root, parts[0]));
        using var content = new MemoryStream();
        if (parts.Length == 2)
        {
            using var zip = new ZipArchive(file);
            using Stream member = zip.GetEntry(parts[1])!.Open();
            member.CopyTo(content);
        }
        else if (path.EndsWith(".gz"))
        {
            using var gzip = new GZipStream(file, CompressionMode.Decompress);
            gzip.CopyTo(content);
        }
        else
            file.CopyTo(content);

        return content.ToArray();
    }
}
