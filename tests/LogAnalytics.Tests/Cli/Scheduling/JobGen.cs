using CsCheck;
using LogAnalytics.Cli.Scheduling;

namespace LogAnalytics.Tests.Cli.Scheduling;

/// <summary>Jobs whose arguments hold what schedulers and shells take for something else.</summary>
internal static class JobGen
{
    private static readonly string[] _odd = ["-", "--", "%h", "%%", "$HOME", "${HOME}", "$$", @"\\srv\logs\", "a\\\"b", "it's", " ", "", "100%", @"D:\my logs\"];

    public static readonly Gen<string> Word = Gen.OneOf(
        Gen.Char["aZ0-_./=:%$\"'\\ ;|&*?#(){}<>`~!^@,+é漢"].Array[0, 8].Select(chars => new string(chars)),
        Gen.Int[0, _odd.Length - 1].Select(i => _odd[i]));

    public static readonly Gen<ScheduledJob> Job = Word.Array[1, 5].Select(words => Of(words));

    public static ScheduledJob Of(params string[] words) =>
        new() { Name = "loganalytics", Tool = "/opt/log analytics/loganalytics", Arguments = words, Time = new TimeOnly(0, 30), User = "CONTOSO\\gmsa$", Writes = ["/srv/lake"] };
}
