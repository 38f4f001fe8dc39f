using LogAnalytics.Inputs;

namespace LogAnalytics.Tests.Inputs;

public sealed class InputCatalogTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_folder_takes_logs_of_all_folders_in_the_order_they_were_written()
    {
        Write("EX02/SEND2026031206-1.LOG", "EX01/SEND2026031206-10.LOG", "EX01/SEND2026031206-9.log", "EX01/Hub/ProtocolLog/SmtpSend/SEND2026031205-1.log.gz", "EX01/notes.txt");
        InputListing listing = _folder.List("");
        Assert.Equal(
            ["EX01/Hub/ProtocolLog/SmtpSend/SEND2026031205-1.log.gz", "EX01/SEND2026031206-9.log", "EX01/SEND2026031206-10.LOG", "EX02/SEND2026031206-1.LOG"],
            listing.Files.Select(file => file.Path));
        Assert.Equal([false, true, true, true], listing.Files.Select(file => file.MayGrow));
        Assert.Equal(("EX01", "Hub"), (listing.Files[0].Server, listing.Files[0].Service));
    }

    [Theory]
    [InlineData("EX*/SEND*.LOG", "EX01/SEND2026031206-1.LOG EX02/SEND2026031206-1.LOG EX10/SEND2026031206-1.LOG")]
    [InlineData("EX0?/*.log", "EX01/SEND2026031206-1.LOG EX02/SEND2026031206-1.LOG")]
    [InlineData("ex0?/send*.LOG", "EX01/SEND2026031206-1.LOG EX02/SEND2026031206-1.LOG")]
    [InlineData("**/SEND*07-1.LOG", "EX02/Hub/SEND2026031207-1.LOG")]
    [InlineData("EX02/**", "SEND2026031206-1.LOG Hub/SEND2026031207-1.LOG")]
    [InlineData("EX0?/**", "EX01/SEND2026031206-1.LOG EX02/SEND2026031206-1.LOG EX02/Hub/SEND2026031207-1.LOG")]
    [InlineData("**/Hub/**/*.LOG", "EX02/Hub/SEND2026031207-1.LOG")]
    [InlineData("EX0*", "EX01/SEND2026031206-1.LOG EX02/SEND2026031206-1.LOG EX02/Hub/SEND2026031207-1.LOG")]
    [InlineData("EX01/*.txt", "notes.txt")]
    public void List_glob_takes_what_it_names(string glob, string expected)
    {
        Write("EX01/SEND2026031206-1.LOG", "EX02/SEND2026031206-1.LOG", "EX02/Hub/SEND2026031207-1.LOG", "EX10/SEND2026031206-1.LOG", "EX01/notes.txt");
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), _folder.Paths(glob).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("EX01/nothing.log")]
    [InlineData("nowhere")]
    [InlineData("EX01/*.nothing")]
    [InlineData("nowhere/*.log")]
    public void List_missing_path_is_a_usage_error_that_names_it(string input)
    {
        Write("EX01/SEND2026031206-1.LOG");
        InputException e = Assert.Throws<InputException>(() => _folder.List("EX01", input));
        Assert.Contains(_folder[input], e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_server_from_the_option_holds_for_every_file()
    {
        Write("Hub/SEND2026031206-1.LOG", "EX02/SEND2026031206-1.LOG");
        Assert.All(new InputCatalog(ServerNaming.From("EX09")).List([_folder.Root]).Files, file => Assert.Equal("EX09", file.Server));
    }

    [Fact]
    public void List_file_named_twice_is_taken_once()
    {
        Write("EX01/SEND2026031206-1.LOG");
        Assert.Equal(["EX01/SEND2026031206-1.LOG"], _folder.Paths("EX01/SEND2026031206-1.LOG", "", "EX01", "EX01/*"));
    }

    [Fact]
    public void List_two_roots_with_the_same_relative_path_give_distinct_paths()
    {
        const string log = "EX01/SEND2026031206-1.LOG";
        Write("a/" + log, "b/" + log, "c/a/" + log);
        string[] expected = [log, "a/" + log, "b/" + log];
        Assert.Equal(expected, _folder.Paths("a", "b", "c/a"));
        Assert.Equal(expected, _folder.Paths("c/a", "b", "a"));
        InputListing listing = _folder.List("c/a", "a");
        Assert.Equal(_folder["a/" + log], listing.Files.Single(file => file.Path == log).DiskPath);
    }

    [Fact]
    public void List_paths_stay_distinct_where_the_roots_bear_one_name()
    {
        const string log = "EX01/SEND2026031206-1.LOG";
        Write("a/x/" + log, "b/x/" + log, "c/x/" + log);
        Assert.Equal([log, "c/x/" + log, "x/" + log], _folder.Paths("a/x", "b/x", "c/x").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void List_same_relative_path_of_two_servers_stays_as_it_is()
    {
        Write("EX01/Hub/SEND2026031206-1.LOG", "EX02/Hub/SEND2026031206-1.LOG");
        Assert.Equal(["Hub/SEND2026031206-1.LOG", "Hub/SEND2026031206-1.LOG"], _folder.Paths("EX01", "EX02"));
    }

    [Fact]
    public void List_archive_members_are_files_of_their_own()
    {
        _folder.Zip("EX01.zip", ("Hub/SEND2026031206-1.LOG", "abc"), ("Hub/readme.txt", ""), ("inner.zip", ""), ("EX02/SEND2026031207-1.log.gz", ""));
        InputListing listing = _folder.List("");
        Assert.Equal([("EX01", "EX01.zip!/Hub/SEND2026031206-1.LOG", 3L), ("EX02", "EX01.zip!/EX02/SEND2026031207-1.log.gz", 0L)],
            listing.Files.Select(file => (file.Server, file.Path, file.DiskBytes)));
        Assert.All(listing.Files, file => Assert.False(file.MayGrow));
    }

    [Fact]
    public void List_damaged_archive_is_reported_and_the_rest_listed()
    {
        Write("EX01/damaged.zip", "EX01/SEND2026031206-1.LOG");
        InputListing listing = _folder.List("");
        Assert.Single(listing.Files);
        Assert.Equal(_folder["EX01/damaged.zip"], Assert.Single(listing.Unreadable).Key);
    }

    [Theory]
    [InlineData("../SEND2026031206-1.LOG")]
    [InlineData("a/../../SEND2026031206-1.LOG")]
    [InlineData("..\\SEND2026031206-1.LOG")]
    [InlineData("/SEND2026031206-1.LOG")]
    public void List_member_that_leads_out_of_the_archive_is_refused(string member)
    {
        _folder.Zip("EX01/logs.zip", (member, "x"), ("SEND2026031207-1.LOG", "x"));
        InputListing listing = _folder.List("");
        Assert.Equal("EX01/logs.zip!/SEND2026031207-1.LOG", Assert.Single(listing.Files).Path);
        Assert.Contains("leads out", Assert.Single(listing.Unreadable).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void List_second_member_of_one_name_is_reported()
    {
        _folder.Zip("EX01/logs.zip", ("SEND2026031206-1.LOG", "x"), ("SEND2026031206-1.LOG", "y"));
        InputListing listing = _folder.List("");
        Assert.Equal((1, 1), (listing.Files.Count, listing.Unreadable.Count));
    }

    [Fact]
    public void List_members_are_refused_by_name_with_a_remedy()
    {
        const string good = "SEND2026031206-1.LOG";
        _folder.Write("EX01/logs.zip", new RawZip()
            .Add(good, "x").Add("send2026031206-1.log", "x").Add("C:\\x.log", "x").Add("a\0.log", "x").Add("folder.log/", "").Add("full.log/", "x").Add("", "x")
            .Add("inner.zip", "x").Add("notes.txt", "x").Add("./b\\c.log", "x").Add(new string('n', 1021) + ".log", "x").Add("../notes.txt", "x").ToArray());
        InputListing listing = _folder.List("");
        Assert.Equal(["EX01/logs.zip!/" + good, "EX01/logs.zip!/b/c.log"], listing.Files.Select(file => file.Path));
        Assert.Equal("x", InputFolder.ReadAll(listing.Files[1]));
        string[] words = ["two members", "leads out", "control", "that of a folder", "no name", "within an archive", "too long"];
        Assert.Equal(words.Length, listing.Unreadable.Count);
        Assert.All(words, word => Assert.Single(listing.Unreadable, problem => problem.Value.Contains(word, StringComparison.Ordinal)));
        Assert.All(listing.Unreadable, problem => Assert.EndsWith("name the folder.", problem.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void List_server_name_too_long_for_the_lake_is_named_and_the_rest_listed()
    {
        _folder.Zip("EX01/logs.zip", (string.Concat(Enumerable.Repeat("邮件", 20)) + "/x.log", "x"), ("SEND2026031206-1.LOG", "x"));
        InputListing listing = _folder.List("");
        Assert.Single(listing.Files);
        Assert.Contains("--server-from", Assert.Single(listing.Unreadable).Value, StringComparison.Ordinal);
    }

    [PermissionFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void List_unreadable_folder_is_reported_and_the_rest_listed()
    {
        Write("EX01/SEND2026031206-1.LOG", "EX02/SEND2026031206-1.LOG");
        File.SetUnixFileMode(_folder["EX01"], UnixFileMode.None);
        try
        {
            InputListing listing = _folder.List("");
            Assert.Equal(["EX02/SEND2026031206-1.LOG"], listing.Files.Select(file => file.Path));
            Assert.Equal(_folder["EX01"], Assert.Single(listing.Unreadable).Key);
        }
        finally
        {
            File.SetUnixFileMode(_folder["EX01"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void Write(params string[] files)
    {
        foreach (string file in files)
            _folder.Write(file);
    }
}
