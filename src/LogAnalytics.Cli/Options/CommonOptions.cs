using System.CommandLine;
using System.CommandLine.Parsing;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Options;

/// <summary>How much of the machine, and how much is said; every verb has these.</summary>
public sealed class CommonOptions
{
    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Worker threads; default: all cores.",
        HelpName = "N",
        DefaultValueFactory = _ => System.Environment.ProcessorCount,
    };

    private readonly Option<long> _memory = new("--memory")
    {
        Description = "Memory for buffers and for the SQL engine, each (256M, 2G); default 512M.",
        HelpName = "SIZE",
        CustomParser = ParseSize,
        DefaultValueFactory = _ => EngineLimits.DefaultMemoryBytes,
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress and no notes on stderr; errors remain." };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colour, also on a terminal." };

    // The memory is that of the process.
    private bool _boundsProcess;

    public CommonOptions(Command command)
    {
        NumberBounds.AtLeastOne(_threads);
        command.Options.Add(_threads);
        command.Options.Add(_memory);
        command.Options.Add(_quiet);
        command.Options.Add(_noColor);
    }

    /// <summary>Of a verb that converts: there <c>--memory</c> bounds the process.</summary>
    public static CommonOptions OfConversion(Command command)
    {
        CommonOptions common = new(command);
        common._boundsProcess = true;
        common._memory.DefaultValueFactory = null;
        common._memory.Description =
            $"Memory of the whole process while it converts, at least {SizeText.Show(MemoryPlan.LeastBytes)}, and as much for the SQL engine (256M, 2G). "
            + $"Default: {SizeText.Show(MemoryPlan.RuntimeBytes)} and {SizeText.Show(MemoryPlan.UsualBytesPerThread)} for each thread, at most {SizeText.Show(ConvertOptions.DefaultLimitBytes)}, "
            + $"which unusually long rows or lines may take in any case; {SizeText.Show(EngineLimits.DefaultMemoryBytes)} for the SQL engine.";
        common._memory.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && SizeText.TryParse(result.Tokens[0].Value, out long bytes) && bytes < MemoryPlan.LeastBytes)
                result.AddError($"--memory {result.Tokens[0].Value} is too little: a conversion needs at least {SizeText.Show(MemoryPlan.LeastBytes)} (--memory 256M).");
        });
        return common;
    }

    public int Threads(ParseResult parse) => parse.GetValue(_threads);

    public long MemoryBytes(ParseResult parse) => IsMemoryGiven(parse) ? parse.GetValue(_memory) : EngineLimits.DefaultMemoryBytes;

    public ConvertOptions Convert(ParseResult parse)
    {
        ConvertOptions options = new() { Threads = Threads(parse) };
        return _boundsProcess && !IsMemoryGiven(parse) ? options : options with { MemoryBytes = MemoryBytes(parse), LimitBytes = MemoryBytes(parse) };
    }

    public Terminal.Streams Streams(ParseResult parse) => new(parse.GetValue(_quiet), parse.GetValue(_noColor));

    public EngineLimits Engine(ParseResult parse, ScratchFolder scratch) => new(Threads(parse), MemoryBytes(parse), scratch.Root);

    private bool IsMemoryGiven(ParseResult parse) => parse.GetResult(_memory) is { Implicit: false };

    public static long ParseSize(ArgumentResult result)
    {
        if (SizeText.TryParse(result.Tokens[0].Value, out long bytes))
            return bytes;
        result.AddError($"'{result.Tokens[0].Value}' is no size. Write 512M or 2G.");
        return 0;
    }
}
