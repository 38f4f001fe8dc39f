using System.IO.Compression;
using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Planning;

namespace LogAnalytics.Tests.Inputs.Planning;

/// <summary>What was planned is what is read, whatever has become of the files.</summary>
public sealed class PlannedInputsTests : IDisposable
{
    private readonly InputFolder _folder = new("EX01/a.log", "EX02/b.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Planned_listing_is_the_listing()
    {
        _folder.Zip("both.zip", ("EX01/SmtpSend/c.log", "cc"), ("EX03/SmtpSend/d.log", "ddd"));
        Gzip("EX02/e.log.gz", "eeee");
        InputListing listing = _folder.List("");

        InputListing planned = Plan(listing);

        Assert.Empty(planned.Unreadable);
        Assert.Equal(5, planned.Files.Count);
        Assert.Equal(listing.Files.Select(Facts), planned.Files.Select(Facts));
        Assert.Equal(listing.Files.Select(InputFolder.ReadAll), planned.Files.Select(InputFolder.ReadAll));

        static (string, string, string, string, long, LogFileName) Facts(InputFile file) => (file.Path, file.DiskPath, file.Server, file.Service, file.DiskBytes, file.Name);
    }

    [Fact]
    public void Log_that_grew_is_read_as_far_as_it_was_planned()
    {
        _folder.Write("EX01/a.log", "one\ntw");
        InputPlan plan = InputPlan.Of(_folder.List(""));
        File.AppendAllText(_folder["EX01/a.log"], "o\nthree\n");
        _folder.Write("EX01/new.log");

        InputListing planned = Plan(plan);

        Assert.Equal(["EX01/a.log", "EX02/b.log"], planned.Files.Select(file => file.Path));
        Assert.Equal("one\ntw", InputFolder.ReadAll(planned.Files[0]));
        Assert.Null(InputStream.WhyChanged(planned.Files[0]));
        // Cut while it is read.
        _folder.Write("EX01/a.log", "one");
        Assert.NotNull(InputStream.WhyChanged(planned.Files[0]));
    }

    [Fact]
    public void Log_that_is_gone_or_another_is_named()
    {
        Gzip("EX03/c.log.gz", "some text");
        _folder.Zip("d.zip", ("EX04/d.log", "dd"), ("EX04/e.log", "ee"));
        _folder.Write("EX01/a.log", "longer");
        InputPlan plan = InputPlan.Of(_folder.List(""));
        File.Delete(_folder["EX02/b.log"]);
        _folder.Write("EX01/a.log", "short");
        Gzip("EX03/c.log.gz", "some other and much longer text");
        File.Delete(_folder["d.zip"]);
        _folder.Zip("d.zip", ("EX04/d.log", "longer"));

        InputListing planned = Plan(plan);

        Assert.Empty(planned.Files);
        Assert.Equal(["EX01/a.log", "EX02/b.log", "EX03/c.log.gz", "d.zip!/EX04/d.log", "d.zip!/EX04/e.log"], planned.Unreadable.Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.All(planned.Unreadable, entry => Assert.EndsWith("Plan again.", entry.Value));
    }

    [Fact]
    public void Damaged_archive_is_named_for_each_of_its_members()
    {
        _folder.Zip("d.zip", ("EX04/d.log", "dd"), ("EX04/e.log", "ee"));
        InputPlan plan = InputPlan.Of(_folder.List("d.zip"));
        _folder.Write("d.zip", "no archive");

        Assert.Equal(["d.zip!/EX04/d.log", "d.zip!/EX04/e.log"], Plan(plan).Unreadable.Select(entry => entry.Key));
    }

    [Fact]
    public void Same_path_below_two_roots_is_found_again()
    {
        _folder.Write("one/logs/EX01/a.log", "first");
        _folder.Write("two/logs/EX01/a.log", "second");
        InputListing listing = _folder.List("one/logs", "two/logs");

        InputListing planned = Plan(listing);

        Assert.Equal(["first", "second"], planned.Files.Select(InputFolder.ReadAll).Order(StringComparer.Ordinal));
        Assert.Equal(listing.Files.Select(file => file.Path), planned.Files.Select(file => file.Path));
    }

    [Theory]
    [InlineData("12 EX01/a.log")]
    [InlineData("x\tEX01/a.log")]
    [InlineData("12\t")]
    [InlineData("-1\tEX01/a.log")]
    public void Line_of_a_list_that_cannot_be_read_is_named(string line)
    {
        InputException error = Assert.Throws<InputException>(() => FileList.Read(new StringReader("1\tEX01/b.log\n\n" + line), "files.tsv").ToArray());
        Assert.Contains("'files.tsv', line 3", error.Message);
    }

    [Theory]
    [InlineData("../EX01/a.log")]
    [InlineData("EX01/../../logsmore/a.log")]
    [InlineData("EX01/all.zip")]
    public void Path_of_a_list_that_leads_elsewhere_or_into_an_archive_is_refused(string path) =>
        Assert.Throws<InputException>(() => new InputCatalog(ServerNaming.ByFolder).List("/srv/logs", [(1, path)]));

    private static InputListing Plan(InputListing listing) => Plan(InputPlan.Of(listing));

    private static InputListing Plan(InputPlan plan) => new PlannedInputs(plan.Roots, InputLimits.Default).List(plan.Groups);

    private void Gzip(string relative, string text)
    {
        using MemoryStream packed = new();
        using (StreamWriter writer = new(new GZipStream(packed, CompressionLevel.Optimal)))
            writer.Write(text);
        _folder.Write(relative, packed.ToArray());
    }
}
