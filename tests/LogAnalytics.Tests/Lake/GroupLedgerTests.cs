using LogAnalytics.Cli.Commands;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Units;

namespace LogAnalytics.Tests.Lake;

/// <summary>Planted counting faults: rows are counted where they are read and where they are written, and must agree.</summary>
public class GroupLedgerTests
{
    private static readonly InputFile _file = new()
    {
        Path = "EX01/SEND2026031008-1.LOG",
        DiskPath = "SEND2026031008-1.LOG",
        Member = null,
        Server = "EX01",
        Service = "Hub",
        Name = LogFileName.Parse("SEND2026031008-1.LOG"),
        DiskBytes = 1000,
        ModifiedUtc = default,
    };

    private static readonly LedgerRow _row = new()
    {
        FileId = "aa",
        Path = _file.Path,
        Size = 1000,
        Lines = 15,
        HeaderLines = 5,
        HeaderBytes = 200,
        EventLines = 10,
        RowBytes = 800,
    };

    [Theory]
    [InlineData(10, 0, true)]
    [InlineData(7, 3, true)]
    [InlineData(9, 0, false)]
    [InlineData(11, 0, false)]
    [InlineData(10, 1, false)]
    [InlineData(11, -1, false)]
    [InlineData(0, 0, false)]
    public void Settle_names_the_file_whose_rows_do_not_add_up(int events, int copies, bool balances) =>
        Assert.Equal(balances, Settle(_row, events, copies).Count == 0);

    [Fact]
    public void Settle_names_the_file_whose_lines_do_not_add_up() =>
        Assert.Single(Settle(_row with { Lines = 16 }, 10, 0));

    [Fact]
    public void Settle_names_the_file_whose_bytes_do_not_add_up() =>
        Assert.Single(Settle(_row with { RejectedBytes = 1 }, 10, 0));

    [Fact]
    public void Settle_misses_rows_that_are_left_of_a_forgotten_file()
    {
        GroupInputs work = new("EX01", "Hub", [_file], new HashSet<string> { _file.Path }, 1000);
        GroupLedger ledger = new(work, [_row], [_file], _ => false);
        LedgerRow grown = _row with { FileId = "bb", Lines = 17, EventLines = 12, RowBytes = 900, Size = 1100 };
        ledger.Take(_file, grown, _row, hasGrown: true, isTruncated: false);
        RowTally tally = new();
        tally.Add("bb", 12, 0);
        tally.Add("aa", -9, 0);
        List<string> unbalanced = [];

        ledger.Settle(tally, unbalanced);

        Assert.Equal([$"{_file.Path} (1 rows are left of an earlier version)"], unbalanced);
    }

    /// <summary>Such a file makes a run end with 3.</summary>
    [Fact]
    public void WhyIncomplete_tells_accounts_that_do_not_balance()
    {
        ConvertReport report = new() { FilesConverted = 1 };
        Assert.Empty(Conversion.WhyIncomplete(report, 0));

        report.Unbalanced.Add(_file.Path);

        Assert.Equal(["the accounts of 1 files do not balance"], Conversion.WhyIncomplete(report, 0));
    }

    private static List<string> Settle(LedgerRow row, int events, int copies)
    {
        GroupInputs work = new("EX01", "Hub", [_file], new HashSet<string> { _file.Path }, 1000);
        GroupLedger ledger = new(work, [], [_file], _ => false);
        ledger.Take(_file, row, earlier: null, hasGrown: false, isTruncated: false);
        RowTally tally = new();
        tally.Add(row.FileId, events, copies);
        List<string> unbalanced = [];
        ledger.Settle(tally, unbalanced);
        return unbalanced;
    }
}
