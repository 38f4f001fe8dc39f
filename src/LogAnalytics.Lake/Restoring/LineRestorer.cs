using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Lake.Restoring;

/// <summary>Gives single lines of logs as they were, byte for byte: each log is put together again and proved by its SHA-256 first.</summary>
/// <param name="budgetBytes">Size of the logs that are put together at a time.</param>
public sealed class LineRestorer(LakeFolder lake, LakeManifest manifest, long budgetBytes)
{
    private const int BlockBytes = 4096;

    /// <summary>Copies the lines with their ends, as far as the lake holds their logs, one behind the other in any order.</summary>
    /// <exception cref="LakeException">A log cannot be given back as it was.</exception>
    public async Task<IReadOnlyDictionary<LinePlace, CopiedLine>> CopyAsync(IEnumerable<LinePlace> places, Stream target, CancellationToken cancellation)
    {
        Dictionary<LinePlace, CopiedLine> lines = [];
        ILookup<string, LinePlace> byFile = places.Distinct().ToLookup(place => place.FileId);
        HashSet<string> wanted = [.. byFile.Select(file => file.Key)];
        using ScratchFolder scratch = new();
        foreach (LakeGroup group in manifest.Groups)
        {
            FileRestorer restorer = new(lake, group, await GroupConverter.ReadLedgerAsync(lake, group).ConfigureAwait(false), budgetBytes, scratch.Root);
            await foreach (RestoredFile file in restorer.RestoreAsync(wanted, cancellation).ConfigureAwait(false))
            {
                if (file.Problem is { } problem)
                    throw new LakeException($"'{file.Row.Path}' cannot be read again from the lake: {problem}. 'verify' lists all such files.");
                foreach (LinePlace place in byFile[file.Row.FileId])
                    lines[place] = Copy(file.Image, place.ByteOffset, target);
                // The same content may stand under several servers.
                wanted.Remove(file.Row.FileId);
            }
        }

        return lines;
    }

    private static CopiedLine Copy(FileImage image, long start, Stream target)
    {
        long copiedAt = target.Position;
        Span<byte> block = stackalloc byte[BlockBytes];
        for (long at = start; at < image.Size;)
        {
            int read = image.Read(at, block);
            int feed = block[..read].IndexOf((byte)'\n');
            target.Write(block[..(feed < 0 ? read : feed + 1)]);
            if (feed >= 0)
                break;
            at += read;
        }

        return new CopiedLine(copiedAt, target.Position - copiedAt);
    }
}
