using LogAnalytics.Cli;

namespace LogAnalytics.Tests.Support;

/// <summary>What a command ended with and said.</summary>
internal sealed record CliResult(int ExitCode, string Out, string Error);

/// <summary>The console belongs to the whole process: tests that run the tool take turns.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleCollection
{
    public const string Name = "console";
}

/// <summary>Runs the tool inside this process. Only for tests of the collection <see cref="ConsoleCollection"/>.</summary>
internal static class CliRunner
{
    /// <param name="exitCode">What it must end with; null: anything.</param>
    public static async Task<CliResult> ExpectAsync(int? exitCode, params string[] arguments)
    {
        CliResult result = await RunAsync(arguments);
        Assert.True(exitCode is null || exitCode == result.ExitCode, $"{string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Out} {result.Error}");
        return result;
    }

    public static Task<CliResult> RunAsync(params string[] arguments) => RunAsync(arguments, TextReader.Null, CancellationToken.None);

    public static async Task<CliResult> RunAsync(string[] arguments, TextReader input, CancellationToken cancellation)
    {
        (TextWriter output, TextWriter error, TextReader reader) = (Console.Out, Console.Error, Console.In);
        using StringWriter results = new();
        using StringWriter diagnostics = new();
        try
        {
            Console.SetOut(results);
            Console.SetError(diagnostics);
            Console.SetIn(input);
            int exitCode = await Program.RunAsync(arguments, TimeProvider.System, cancellation);
            return new CliResult(exitCode, results.ToString(), diagnostics.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
            Console.SetIn(reader);
        }
    }
}
