using LogAnalytics.Samples;

namespace LogAnalytics.Tests.Samples;

public class SampleTreeTests
{
    public static TheoryData<string> Kinds => [.. SampleKinds.All.Select(kind => kind.Id)];

    public static TheoryData<string> LogKinds => [.. SampleKinds.All.Select(kind => kind.Id).Where(id => id != "damaged")];

    public static TheoryData<string> IncidentKinds => [.. SampleKinds.All.Select(kind => kind.Id).Where(id => id != "damaged" && !id.StartsWith("clean"))];

    [Theory, MemberData(nameof(Kinds))]
    public void Write_same_options_same_bytes(string kind)
    {
        using var one = new TreeFolder(TreeFolder.Small(kind) with { Days = 1 });
        using var two = new TreeFolder(TreeFolder.Small(kind) with { Days = 1 });
        Assert.Equal(TreeFolder.Fingerprint(one.Root), TreeFolder.Fingerprint(two.Root));
    }

    [Theory, MemberData(nameof(LogKinds))]
    public void Write_totals_equal_a_plain_count(string kind)
    {
        using var tree = new TreeFolder(TreeFolder.Small(kind) with { MaxFileBytes = 20_000, Dialect = SampleDialect.Mixed });
        long rows = 0, bytes = 0, recipients = 0, files = 0;
        var sessions = new HashSet<string>();
        foreach (string path in tree.Logs())
        {
            files++;
            bytes += new FileInfo(path).Length;
            string server = Path.GetRelativePath(tree.Root, path).Split('/', '\\')[0];
            foreach (string row in TreeFolder.Rows(path))
            {
                List<string> fields = TreeFolder.Split(row);
                Assert.Equal(9, fields.Count);
                rows++;
                sessions.Add(server + fields[2]);
                recipients += fields[6] == ">" && fields[7].StartsWith("RCPT TO:") ? 1 : 0;
            }
        }

        Assert.Equal(
            (tree.Truth.Totals.Files, tree.Truth.Totals.Bytes, tree.Truth.Totals.Rows, tree.Truth.Totals.Sessions, tree.Truth.Totals.Recipients),
            (files, bytes, rows, sessions.Count, recipients));
        Assert.Equal(rows, tree.Truth.Files.Sum(file => file.EventLines));
        Assert.Contains(tree.Logs(), path => path.EndsWith("-2.LOG"));
    }

    [Theory, MemberData(nameof(LogKinds))]
    public void Write_sequence_numbers_rise_by_one_in_time_order(string kind)
    {
        using var tree = new TreeFolder(TreeFolder.Small(kind) with { MaxFileBytes = 20_000 });
        var next = new Dictionary<string, int>();
        var lastTime = new Dictionary<string, string>();
        foreach (string path in tree.Logs())
        {
            string server = Path.GetRelativePath(tree.Root, path).Split('/', '\\')[0];
            foreach (string row in TreeFolder.Rows(path))
            {
                List<string> fields = TreeFolder.Split(row);
                string key = server + fields[2];
                Assert.Equal(next.GetValueOrDefault(key), int.Parse(fields[3]));
                next[key] = int.Parse(fields[3]) + 1;
                Assert.True(string.CompareOrdinal(lastTime.GetValueOrDefault(server, ""), fields[0]) <= 0, row);
                lastTime[server] = fields[0];
                Assert.Equal("SEND" + fields[0][..13].Replace("-", "").Replace("T", ""), Path.GetFileName(path).Split('-')[0]);
            }
        }
    }

    [Theory, InlineData("clean"), InlineData("cloud_side_change"), InlineData("tls_failure_fallback")]
    public void Write_interleaves_sessions_and_lets_some_cross_the_hour_and_midnight(string kind)
    {
        using var tree = new TreeFolder(TreeFolder.Small(kind) with { SessionsPerServerHour = 20 });
        var hours = new Dictionary<string, SortedSet<string>>();
        var runs = new Dictionary<string, int>();
        string previous = "";
        foreach (string row in tree.Logs().SelectMany(TreeFolder.Rows))
        {
            List<string> fields = TreeFolder.Split(row);
            if (!hours.TryGetValue(fields[2], out SortedSet<string>? seen))
                hours[fields[2]] = seen = [];
            seen.Add(fields[0][..13]);
            if (fields[2] != previous)
                runs[fields[2]] = runs.GetValueOrDefault(fields[2]) + 1;
            previous = fields[2];
        }

        Assert.Contains(hours.Values, seen => seen.Count > 1);
        Assert.Contains(hours.Values, seen => seen.Select(hour => hour[..10]).Distinct().Count() > 1);
        Assert.True(runs.Values.Count(count => count > 1) > runs.Count / 50);
    }

    [Fact]
    public void Write_target_bytes_is_met_about()
    {
        const long Target = 12_000_000;
        using var tree = new TreeFolder(TreeFolder.Small("certificate_name_changed") with { TargetBytes = Target });
        Assert.InRange(tree.Truth.Totals.Bytes, Target * 0.8, Target * 1.2);
    }

    [Fact]
    public void Write_into_a_used_folder_is_refused()
    {
        using var tree = new TreeFolder(TreeFolder.Small("damaged"));
        Assert.Throws<IOException>(() => SampleTree.Write(tree.Root, TreeFolder.Small("damaged")));
        Assert.Throws<ArgumentException>(() => SampleTree.Write(tree.Root, TreeFolder.Small("no_such_kind")));
    }
}
