using System.Diagnostics;

namespace LogAnalytics.Tests.Support;

/// <summary>The executable that a user has.</summary>
internal static class Tool
{
    // Beside the test's own output: artifacts/bin/<project>/<configuration>.
    public static string Executable
    {
        get
        {
            DirectoryInfo output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(output.Parent!.Parent!.FullName, "LogAnalytics.Cli", output.Name, OperatingSystem.IsWindows() ? "loganalytics.exe" : "loganalytics");
        }
    }

    public static Process Start(params string[] arguments) => Run(Executable, arguments);

    public static Process Run(string file, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
}
