using System.Reflection;

namespace LogAnalytics.Cli;

/// <summary>What the edges need from outside: the clock, the arguments, the streams.</summary>
public sealed class CliContext(IReadOnlyList<string> arguments, TimeProvider clock, bool ownsProcess = false)
{
    public static string Version { get; } =
        typeof(CliContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>What was typed, with what a settings file added to it.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = arguments;

    public TimeProvider Clock { get; } = clock;

    /// <summary>Nothing else runs in this process: its heap may be limited.</summary>
    public bool OwnsProcess { get; } = ownsProcess;

    public void Error(string text) => System.Console.Error.WriteLine("loganalytics: " + string.Join('\n', text.Split('\n').Select(Reports.Text.Say.Safe)));

    public string ReadInput() => System.Console.In.ReadToEnd();
}
