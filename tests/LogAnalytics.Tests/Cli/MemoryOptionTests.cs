using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Tests.Cli;

public sealed class MemoryOptionTests
{
    private const long Mega = 1 << 20;

    [Theory]
    [InlineData("1", 256)]
    [InlineData("2", 288)]
    [InlineData("3", 398)]
    [InlineData("64", 512)]
    public void Convert_without_the_option_aims_at_what_its_threads_make_use_of(string threads, long megabytes)
    {
        (ConvertOptions options, long engineBytes) = Parse(CommonOptions.OfConversion, "--threads", threads);
        Assert.Equal((megabytes * Mega, 512 * Mega, 512 * Mega), (options.MemoryBytes, options.LimitBytes, engineBytes));
        Assert.Equal(Math.Min(options.Threads, 7), new MemoryPlan(options.MemoryBytes, options.Threads).Threads);
    }

    [Theory]
    [InlineData("256M", 256)]
    [InlineData("2G", 2048)]
    public void Convert_with_the_option_keeps_to_it(string size, long megabytes)
    {
        (ConvertOptions options, long engineBytes) = Parse(CommonOptions.OfConversion, "--memory", size);
        Assert.Equal((megabytes * Mega, megabytes * Mega, megabytes * Mega), (options.MemoryBytes, options.LimitBytes, engineBytes));
    }

    [Fact]
    public void Verbs_that_do_not_convert_have_512M()
    {
        (ConvertOptions options, long engineBytes) = Parse(command => new CommonOptions(command));
        Assert.Equal((512 * Mega, 512 * Mega, 512 * Mega), (options.MemoryBytes, options.LimitBytes, engineBytes));
    }

    private static (ConvertOptions Options, long EngineBytes) Parse(Func<Command, CommonOptions> create, params string[] arguments)
    {
        Command command = new("verb");
        CommonOptions common = create(command);
        ParseResult parse = command.Parse(arguments);
        Assert.Empty(parse.Errors);
        return (common.Convert(parse), common.MemoryBytes(parse));
    }
}
