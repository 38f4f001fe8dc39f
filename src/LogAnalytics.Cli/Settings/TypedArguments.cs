using System.CommandLine;

namespace LogAnalytics.Cli.Settings;

/// <summary>An option with its values, as one would type it.</summary>
internal static class TypedArguments
{
    /// <param name="values">Of a flag: <c>true</c> or <c>false</c>, or none where it stands alone.</param>
    /// <param name="folder">What paths are relative to.</param>
    public static IEnumerable<string> Of(Option option, IReadOnlyList<string> values, string folder) => Verb.IsFlag(option)
        ? [values is ["false"] ? option.Name + "=false" : option.Name]
        : values.Select(value => SettingsPath.Resolve(option, value, folder)).SelectMany(value => Of(option.Name, value));

    // A value that begins with a dash would be taken for an option itself.
    private static string[] Of(string name, string value) => value.StartsWith('-') || value.Length == 0 ? [name + "=" + value] : [name, value];
}
