using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Files that grow from run to run, cut in the middle of a line.</summary>
internal sealed class GrowthArrival : IArrival
{
    private const int Runs = 3;

    public string Name => "growth";

    public string Says => "files that grow from run to run, cut anywhere";

    public bool KeepsPlaces => true;

    public IEnumerable<InputListing> Feed(InputListing listing, IReadOnlySet<InputFile> untouched, string folder, Random random)
    {
        InputFile[] files = [.. listing.Files];
        long[] written = new long[files.Length];
        for (int run = 1; run <= Runs; run++)
        {
            for (int i = 0; i < files.Length; i++)
            {
                InputFile log = listing.Files[i];
                if (!log.MayGrow || untouched.Contains(log))
                    continue;
                long length = run == Runs ? log.DiskBytes : random.NextInt64(written[i], log.DiskBytes + 1);
                files[i] = Grow(log, Path.Combine(folder, $"{i}.log"), written[i], length);
                written[i] = length;
            }

            yield return listing with { Files = [.. files] };
        }
    }

    // Path, and so the place of every row, stays that of the input.
    private static InputFile Grow(InputFile log, string target, long from, long to)
    {
        using (FileStream content = new(log.DiskPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        using (FileStream copy = new(target, FileMode.Append))
        {
            content.Position = from;
            byte[] buffer = new byte[1 << 16];
            for (int read; to > content.Position && (read = content.Read(buffer, 0, (int)Math.Min(buffer.Length, to - content.Position))) > 0;)
                copy.Write(buffer, 0, read);
        }

        FileInfo written = new(target);
        return new InputFile
        {
            Path = log.Path,
            DiskPath = target,
            Server = log.Server,
            Service = log.Service,
            Name = log.Name,
            DiskBytes = written.Length,
            ModifiedUtc = written.LastWriteTimeUtc,
            Limits = log.Limits,
        };
    }
}
