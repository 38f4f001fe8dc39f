namespace LogAnalytics.Cli.Options;

/// <summary>Where this user's own files for the tool lie: <c>%AppData%\loganalytics</c>, or <c>~/.config/loganalytics</c>.</summary>
public static class UserFolder
{
    public static string Settings(string name) =>
        Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.ApplicationData, System.Environment.SpecialFolderOption.DoNotVerify), "loganalytics", name);
}
