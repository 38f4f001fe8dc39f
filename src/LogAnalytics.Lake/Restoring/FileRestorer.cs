using System.Buffers;
using System.Runtime.CompilerServices;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Tables;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Restoring;

/// <summary>
/// Puts the logs of one server and service together again: events and their copies written out as rows, kept and rejected lines with
/// their own bytes, each at its offset. The result is proved by the SHA-256 that the ledger took when the file was read.
/// </summary>
/// <param name="ledger">Of the group.</param>
/// <param name="budgetBytes">Size of the logs that are put together at a time; a larger log comes alone.</param>
/// <param name="temporaryFolder">Where large logs are put together; null: in the lake, for the holder of its lock.</param>
public sealed class FileRestorer(LakeFolder lake, LakeGroup group, IReadOnlyList<LedgerRow> ledger, long budgetBytes, string? temporaryFolder = null)
{
    private readonly string _temporaryFolder = temporaryFolder ?? lake.TemporaryFolder;
    private IReadOnlyDictionary<int, HashSet<string>>? _filesByUnit;

    /// <summary>Each content once, in order of its day.</summary>
    /// <exception cref="LakeException">A table is missing or was altered.</exception>
    public async IAsyncEnumerable<RestoredFile> RestoreAsync(IReadOnlySet<string> fileIds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        _filesByUnit ??= await FilesByUnitAsync().ConfigureAwait(false);
        IEnumerable<LedgerRow> wanted = ledger
            .Where(row => row.IsHeld && fileIds.Contains(row.FileId))
            .DistinctBy(row => row.FileId).OrderBy(row => row.Day).ThenBy(row => row.FileId, StringComparer.Ordinal);
        foreach (List<LedgerRow> batch in Batches(wanted))
        {
            using Assembly assembly = new(batch, _temporaryFolder);
            HashSet<int> days = [.. batch.Select(row => row.Day)];
            foreach (LakeFile file in group.Lines.Where(day => days.Contains(day.Day)).SelectMany(day => day.Files))
            {
                await foreach (FileLine line in FileLinesTable.ReadAsync(lake.ReadVerified(file)).ConfigureAwait(false))
                    assembly.Put(line);
            }

            UnitReplay replay = new(lake, new LogTexts(), assembly.NumberOf, tally: null);
            foreach (LakeUnit unit in group.Units.Where(unit => batch.Exists(row => _filesByUnit[unit.Day].Contains(row.FileId))))
            {
                cancellation.ThrowIfCancellationRequested();
                await foreach (SessionRows session in replay.ReadAsync(unit).ConfigureAwait(false))
                    assembly.Put(session);
            }

            foreach (RestoredFile file in assembly.Files())
                yield return file;
        }
    }

    /// <summary>The content of one file, as a stream that owns a temporary file.</summary>
    /// <exception cref="LakeException">It cannot be given back as it was.</exception>
    public async Task<Stream> OpenAsync(LedgerRow row, CancellationToken cancellation)
    {
        FileStream content = new(
            Path.Combine(_temporaryFolder, $".replay-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 1, FileOptions.DeleteOnClose);
        await foreach (RestoredFile file in RestoreAsync(new HashSet<string> { row.FileId }, cancellation).ConfigureAwait(false))
        {
            if (file.Problem is not null)
                throw new LakeException($"'{row.Path}' cannot be read again from the lake: {file.Problem}. 'verify' lists all such files.");
            await new FileImageStream(file.Image).CopyToAsync(content, cancellation).ConfigureAwait(false);
        }

        content.Position = 0;
        return content;
    }

    private async Task<IReadOnlyDictionary<int, HashSet<string>>> FilesByUnitAsync()
    {
        Dictionary<int, HashSet<string>> files = [];
        foreach (LakeUnit unit in group.Units)
        {
            HashSet<string> ids = files[unit.Day] = new(StringComparer.Ordinal);
            foreach (LakeFile part in unit.Tables["part_files"])
                ids.UnionWith(await PartFilesTable.ReadAsync(lake.ReadVerified(part)).ConfigureAwait(false));
        }

        return files;
    }

    private IEnumerable<List<LedgerRow>> Batches(IEnumerable<LedgerRow> rows)
    {
        List<LedgerRow> batch = [];
        long bytes = 0;
        foreach (LedgerRow row in rows)
        {
            if (batch.Count > 0 && bytes + row.Size > budgetBytes)
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(row);
            bytes += row.Size;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    // The files of one batch while their pieces come in.
    private sealed class Assembly : IDisposable
    {
        private static readonly string _oddRow = KeptKind.OddRow.Name();

        private readonly List<LedgerRow> _rows;
        private readonly FileImage[] _images;
        private readonly LineSet[] _oddLines;
        private readonly string?[] _problems;
        private readonly Dictionary<string, int> _numbers;
        private readonly ArrayBufferWriter<byte> _text = new();

        public Assembly(List<LedgerRow> rows, string temporaryFolder)
        {
            _rows = rows;
            _images = [.. rows.Select(row => new FileImage(row.Size, temporaryFolder))];
            _oddLines = [.. rows.Select(_ => new LineSet())];
            _problems = new string?[rows.Count];
            _numbers = rows.Select((row, number) => (row.FileId, number)).ToDictionary(entry => entry.FileId, entry => entry.number, StringComparer.Ordinal);
        }

        /// <summary>Negative: not in this batch.</summary>
        public int NumberOf(string fileId) => _numbers.GetValueOrDefault(fileId, -1);

        public void Put(FileLine line)
        {
            int number = NumberOf(line.FileId);
            if (number < 0)
                return;
            if (line.Kind == _oddRow)
                _oddLines[number].Add(line.LineNumber);
            Put(number, new LinePosition(line.LineNumber, line.ByteOffset), line.Text, line.End);
        }

        public void Put(SessionRows session)
        {
            foreach (StoredRow row in session.Rows())
            {
                if (_oddLines[row.FileRank].Contains(row.LineNumber))
                    continue;
                _text.ResetWrittenCount();
                RowText.Append(_text, row.ToRow());
                Put(row.FileRank, new LinePosition(row.LineNumber, row.ByteOffset), _text.WrittenSpan, _rows[row.FileRank].LineEnd);
            }
        }

        public IEnumerable<RestoredFile> Files()
        {
            for (int i = 0; i < _rows.Count; i++)
            {
                string? problem = _problems[i]
                    ?? (_images[i].Written != _images[i].Size ? $"{_images[i].Written} of {_images[i].Size} bytes are in the lake"
                        : _images[i].HashOf(_images[i].Size) != _rows[i].FileId ? "its SHA-256 differs from the ledger's" : null);
                yield return new RestoredFile(_rows[i], _images[i], problem);
            }
        }

        public void Dispose()
        {
            foreach (FileImage image in _images)
                image.Dispose();
        }

        private void Put(int number, LinePosition place, ReadOnlySpan<byte> text, LineEnd end)
        {
            if (!_images[number].TryWrite(place.ByteOffset, text) || !_images[number].TryWrite(place.ByteOffset + text.Length, end.Bytes()))
                _problems[number] ??= $"line {place.LineNumber} does not lie within the file";
        }
    }
}
