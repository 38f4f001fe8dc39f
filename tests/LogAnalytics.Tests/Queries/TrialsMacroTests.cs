using LogAnalytics.Cli.Analysis;
using LogAnalytics.Queries;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>The macros that a user can query say the same as the tables that the detector works on.</summary>
public class TrialsMacroTests(SampleLake lake) : IClassFixture<SampleLake>
{
    private const string Columns =
        "trial_id, group_id, failed, is_attributed, is_informative, is_retry, server, service, message_index, decided_at, CASE WHEN failed THEN sender END, sender_domain, CASE WHEN failed THEN retry_key END, sender_slice, recipient_slice, sent_certificate_thumbprint";

    [Fact]
    public void Trials_are_those_of_the_detector()
    {
        using LakeDatabase database = LakeHelper.Open(lake.Root);
        GivenRelevance.Prepare(database, []);
        SeriesReader.Prepare(database, null, null);

        Assert.Equal(0, LakeHelper.Number(database, $"SELECT count(*) FROM (SELECT {Columns} FROM trials(NULL, NULL) EXCEPT SELECT {Columns} FROM trials)"));
        Assert.Equal(0, LakeHelper.Number(database, $"SELECT count(*) FROM (SELECT {Columns} FROM trials EXCEPT SELECT {Columns} FROM trials(NULL, NULL))"));
        Assert.True(LakeHelper.Number(database, "SELECT count(*) FROM trials") > 50);
    }

    [Theory]
    [InlineData("in_slice(MAP {'a': NULL}, MAP {'a': [NULL]})", true)]
    [InlineData("in_slice(MAP {'a': NULL}, MAP {'a': ['b']})", false)]
    [InlineData("in_slice(MAP {'a': 'c'}, MAP {'a': [NULL, 'c']})", true)]
    [InlineData("in_slice(MAP {'a': 'c', 'b': 'd'}, MAP {'a': ['c'], 'b': ['e']})", false)]
    [InlineData("in_slice(MAP {'a': 'c'}, MAP {})", true)]
    [InlineData("outside(MAP {'a': 'c'}, MAP {})", true)]
    [InlineData("outside(MAP {'a': 'c'}, MAP {'a': ['c']})", false)]
    [InlineData("in_any(3, MAP {'a': 'b'}, [])", false)]
    [InlineData("in_any(3, MAP {'a': 'b'}, [{'first': 1, 'last': 5, 'slice': MAP {}}])", true)]
    [InlineData("in_any(6, MAP {'a': 'b'}, [{'first': 1, 'last': 5, 'slice': MAP {}}])", false)]
    [InlineData("in_any(3, MAP {'a': 'b'}, [{'first': 1, 'last': 5, 'slice': MAP {'a': ['x']}}])", false)]
    public void Set_macros_hold_their_rules(string expression, bool expected) =>
        Assert.Equal(expected, LakeHelper.Rows(lake.Root, "SELECT " + expression)[0][0]);

    [Theory]
    [InlineData(0, 20)]
    [InlineData(16, 22)]
    [InlineData(20, 20)]
    [InlineData(0, 0)]
    public void Wilson_macros_equal_the_interval_of_the_findings(long failed, long trials)
    {
        (double low, double high) = LogAnalytics.Reports.Findings.WilsonInterval.Of(failed, trials);
        Assert.Equal([low, high], LakeHelper.Rows(lake.Root, $"SELECT wilson_low({failed}, {trials}), wilson_high({failed}, {trials})")[0].Cast<double>());
    }

    [Fact]
    public void Log_lines_are_the_lines_of_the_files()
    {
        foreach (object?[] row in LakeHelper.Rows(lake.Root, "SELECT file, line_number, byte_offset, text FROM log_lines ORDER BY hash(byte_offset) LIMIT 200"))
        {
            string path = Path.Combine(lake.Tree, (string)row[0]!);
            Assert.Equal(File.ReadLines(path).ElementAt((int)(long)row[1]! - 1), row[3]);
            Assert.StartsWith((string)row[3]!, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path).AsSpan((int)(long)row[2]!)), StringComparison.Ordinal);
        }
    }
}
