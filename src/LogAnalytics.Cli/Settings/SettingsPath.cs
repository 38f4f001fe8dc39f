using System.CommandLine;

namespace LogAnalytics.Cli.Settings;

/// <summary>Paths in a settings file are relative to the file, wherever the tool is called from.</summary>
internal static class SettingsPath
{
    // How help names a path; an ending may stand behind it.
    private static readonly string[] _names = ["DIR", "FILE", "PATH", "F", "PLAN", "INPUT"];

    public static bool IsPath(Symbol symbol) => Array.Exists(NamesOf(symbol), name => _names.Contains(name.Split('.')[0]));

    /// <summary>A value as it would be typed in any folder. Words that help names beside a path (<c>F.tsv|built-in</c>) are none.</summary>
    public static string Resolve(Symbol symbol, string value, string folder) =>
        IsPath(symbol) && !NamesOf(symbol).Contains(value) && !IsOfWindows(value) ? Path.Combine(folder, value) : value;

    // D:\logs is rooted wherever it is written down: a task for Windows may be printed elsewhere.
    private static bool IsOfWindows(string value) => value.StartsWith(@"\\", StringComparison.Ordinal) || (value.Length > 2 && char.IsAsciiLetter(value[0]) && value[1] == ':' && (value[2] is '\\' or '/'));

    private static string[] NamesOf(Symbol symbol) => symbol switch
    {
        Option option => option.HelpName?.Split('|') ?? [],
        Argument argument => (argument.HelpName ?? argument.Name).Split('|'),
        _ => [],
    };
}
