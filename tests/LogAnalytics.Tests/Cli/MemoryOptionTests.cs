using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Tests.Cli;

public sealed class MemoryOptionTests
{
    private const long Mega = 1 << 20;

    [Fact]
    public void Convert_without_the_option_aims_at_less_than_it_may_take()
    {
        (ConvertOptions options, long engineBytes) = Parse(CommonOptions.OfConversion);
        Assert.Equal((288 * Mega, 512 * Mega, 512 * Mega), (options.MemoryBytes, options.LimitBytes, engineBytes));
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
