namespace LogAnalytics.Cli.Settings;

/// <summary>One key of a settings file, as it stands there.</summary>
/// <param name="Section">The verb it is for, <c>query</c> or <c>kernel execute</c>; empty where it is for all that know it.</param>
/// <param name="Values">As they would be typed; <c>true</c> or <c>false</c> of a flag.</param>
internal sealed record Setting(string Section, string Key, int Line, SettingKind Kind, IReadOnlyList<string> Values)
{
    /// <summary>As messages name it: <c>query.format</c>.</summary>
    public string FullKey => Section.Length == 0 ? Key : Section.Replace(' ', '.') + "." + Key;
}
