namespace LogAnalytics.Cli.Settings;

/// <summary>What JSON has for a key.</summary>
internal enum SettingKind
{
    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A text or a number.</summary>
    Value,

    /// <summary>Texts and numbers.</summary>
    List,
}
