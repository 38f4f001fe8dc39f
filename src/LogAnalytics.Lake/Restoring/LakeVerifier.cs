using System.Security.Cryptography;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Restoring;

/// <summary>
/// Proves a lake, trusting none of its hashes alone: every table is what the manifest says; every log can be written again with the
/// SHA-256 of the ledger, and reading it gives the ledger's counts; every unit, built again from its own events, gives the same bytes.
/// </summary>
public sealed class LakeVerifier(LakeFolder lake, ConvertOptions options, ConvertProgress progress)
{
    public async Task<VerifyReport> VerifyAsync(CancellationToken cancellation)
    {
        LakeManifest manifest = lake.ReadManifest();
        VerifyReport report = new();
        using ScratchFolder scratch = new();
        progress.TotalBytes = manifest.AllFiles.Sum(entry => entry.File.Bytes);
        HashSet<LakeFile> broken = [.. manifest.AllFiles.Select(entry => entry.File).Where(file => !IsIntact(file, report, cancellation))];
        foreach (LakeGroup group in manifest.Groups)
        {
            if (group.AllFiles.Any(entry => broken.Contains(entry.File)))
            {
                report.Problems.Add(new($"{group.Server}/{group.Service}", "its logs and days cannot be checked without the tables that are named above"));
                continue;
            }

            try
            {
                await VerifyAsync(group, LakeRules.Of(manifest.UserFamilies), LakeFolder.CreateScratch(scratch), report, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException and not IOException and not UnauthorizedAccessException)
            {
                // Tables whose hashes agree and that cannot be read together: forged, or written by a fault.
                report.Problems.Add(new($"{group.Server}/{group.Service}", $"its tables contradict each other: {e.Message}"));
            }
        }

        return report;
    }

    private bool IsIntact(LakeFile file, VerifyReport report, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        report.Tables++;
        string? problem = null;
        string path = lake.FullPath(file);
        if (!File.Exists(path))
        {
            problem = "is missing";
        }
        else
        {
            using FileStream content = File.OpenRead(path);
            if (content.Length != file.Bytes || Convert.ToHexStringLower(SHA256.HashData(content)) != file.Sha256)
                problem = "was altered: its SHA-256 differs from the manifest's";
        }

        progress.AddBytesRead(file.Bytes);
        if (problem is not null)
            report.Problems.Add(new(file.Path, problem));
        return problem is null;
    }

    private async Task VerifyAsync(LakeGroup group, LakeRules rules, LakeFolder scratch, VerifyReport report, CancellationToken cancellation)
    {
        IReadOnlyList<LedgerRow> ledger = await GroupConverter.ReadLedgerAsync(lake, group).ConfigureAwait(false);
        FileRestorer restorer = new(lake, group, ledger, options.MemoryBytes / 4, scratch.TemporaryFolder);
        HashSet<string> all = [.. ledger.Select(row => row.FileId)];
        progress.TotalBytes += ledger.Where(row => row.IsHeld).DistinctBy(row => row.FileId).Sum(row => row.Size);
        await foreach (RestoredFile file in restorer.RestoreAsync(all, cancellation).ConfigureAwait(false))
        {
            report.Files++;
            report.Bytes += file.Row.Size;
            progress.AddBytesRead(file.Row.Size);
            string? problem = file.Problem ?? WhyMiscounted(file, cancellation);
            if (problem is not null)
                report.Problems.Add(new(file.Row.Path, problem));
        }

        await RebuildAsync(group, ledger, rules, scratch, report, cancellation).ConfigureAwait(false);
    }

    // The restored file, read anew, must give the counts that the ledger has.
    private static string? WhyMiscounted(RestoredFile file, CancellationToken cancellation)
    {
        using FileImageStream content = new(file.Image);
        SendLogReader reader = new(new NoSink());
        FileAccount account = reader.Read(content, tailMayGrow: file.Row.PendingBytes > 0, cancellation);
        LedgerRow row = file.Row;
        bool agrees = row.Balances && account.Balances
            && (account.Lines, account.HeaderLines, account.BlankLines, account.EventLines, account.RejectedLines, account.PendingBytes)
                == (row.Lines, row.HeaderLines, row.BlankLines, row.RowLines, row.RejectedLines, row.PendingBytes)
            && (account.FirstTimeMicros, account.LastTimeMicros) == (row.FirstTimeMicros, row.LastTimeMicros);
        return agrees || row.ReaderVersion != LakeVersions.Reader ? null : "the ledger's counts are not those of the file";
    }

    private async Task RebuildAsync(LakeGroup group, IReadOnlyList<LedgerRow> ledger, LakeRules rules, LakeFolder scratch, VerifyReport report, CancellationToken cancellation)
    {
        FileRanks ranks = new(ledger, []);
        // Rows of pruned files too: a session that younger files go on with was kept whole.
        Dictionary<string, int> rankOf = ranks.FirstRanks(ledger.Where(row => row.Status != FileStatus.Skipped));
        RowTally tally = new();
        OpenSessions open = new();
        MemoryPlan memory = new(options.MemoryBytes, options.Threads);
        using UnitSpool spool = new(scratch.TemporaryFolder, memory.WaitingBytes, open);
        UnitReplay replay = new(lake, new LogTexts(memory.TextBytes), id => rankOf.TryGetValue(id, out int rank) ? rank : throw new LakeException($"rows of the unknown file {id}"), tally);
        foreach (LakeUnit unit in group.Units)
        {
            cancellation.ThrowIfCancellationRequested();
            await foreach (SessionRows session in replay.ReadAsync(unit).ConfigureAwait(false))
                spool.AddAgain(session);
        }

        CompareCounts(ledger, ranks, rankOf, tally, report);
        spool.PlaceWaiting();
        if (!spool.Days.SequenceEqual(group.Units.Select(unit => unit.Day)))
            report.Problems.Add(new($"{group.Server}/{group.Service}", "its sessions are not under the days they belong to"));
        using UnitPartWriter parts = new(scratch, rules.Taxonomy, memory);
        UnitWriter writer = new(parts, ranks, new RowTally(), rules.Stamp, memory.Threads);
        foreach (LakeUnit unit in group.Units.Where(unit => spool.Days.Contains(unit.Day)))
        {
            using TakenSessions sessions = spool.Take(unit.Day);
            report.Units++;
            if (unit.Rules != rules.Stamp)
            {
                report.StaleUnits++;
                continue;
            }

            UnitKey key = new(group.Server, group.Service, unit.Day);
            LakeUnit again = await writer.WriteAsync(key, sessions.Sessions, _ => { }, cancellation).ConfigureAwait(false);
            Compare(key, unit, again, report);
            scratch.RemoveTables();
        }

        await CompareOpenAsync(group, open, report).ConfigureAwait(false);
    }

    // Events and copies of each file as the units hold them.
    private static void CompareCounts(IReadOnlyList<LedgerRow> ledger, FileRanks ranks, Dictionary<string, int> rankOf, RowTally tally, VerifyReport report)
    {
        foreach (LedgerRow row in ledger.Where(row => row.IsHeld && ranks.RankOf(row) == rankOf[row.FileId]))
        {
            // Read back, so counted negative.
            RowCount count = tally.Of(row.FileId);
            report.Rows -= count.Events;
            if ((-count.Events, -count.Copies) != (row.EventLines, row.DuplicateLines))
                report.Problems.Add(new(row.Path, $"{-count.Events} events and {-count.Copies} copies are in the tables, the ledger says {row.EventLines} and {row.DuplicateLines}"));
        }
    }

    private static void Compare(UnitKey key, LakeUnit unit, LakeUnit again, VerifyReport report)
    {
        foreach (string table in unit.Tables.Keys.Union(again.Tables.Keys))
        {
            IReadOnlyList<LakeFile> files = unit.Tables.GetValueOrDefault(table, []);
            if (!files.SequenceEqual(again.Tables.GetValueOrDefault(table, [])))
                report.Problems.Add(new($"{table} of {key.Server}/{key.Service} {key.Date}", "is not what its events give"));
        }
    }

    private async Task CompareOpenAsync(LakeGroup group, OpenSessions open, VerifyReport report)
    {
        using IEnumerator<OpenSession> expected = open.All.GetEnumerator();
        bool isSame = true;
        await foreach (OpenSession written in GroupConverter.ReadOpenSessionsAsync(lake, group).ConfigureAwait(false))
            isSame &= expected.MoveNext() && Text(expected.Current) == Text(written);
        if (!isSame || expected.MoveNext())
            report.Problems.Add(new($"open_sessions of {group.Server}/{group.Service}", "is not what the events give"));

        static string Text(OpenSession session) => $"{Convert.ToHexString(session.SessionId)} {session.Day} {session.LastDay}";
    }

    private sealed class NoSink : ILogLineSink
    {
        public void OnRow(in SendLogRow row, LinePosition position)
        {
        }

        public void OnReject(RejectReason reason, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
        {
        }

        public void OnKept(KeptKind kind, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
        {
        }
    }
}
