using System.ComponentModel;
using System.Diagnostics;

namespace LogAnalytics.Cli.Terminal;

/// <summary>Opens a file with what the desktop opens its kind with.</summary>
public static class ReportOpener
{
    /// <summary>Why it was not opened; null if it was. Nothing here ends a run.</summary>
    public static string? Open(string path)
    {
        if (!IsDesktop())
            return "there is no desktop here";
        try
        {
            using Process? _ = Process.Start(Command(path));
            return null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static bool IsDesktop() => OperatingSystem.IsLinux()
        ? IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY")
        : System.Environment.UserInteractive && !IsSet("SSH_CONNECTION");

    private static bool IsSet(string variable) => System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    // What the opener says is not ours to say: its streams must not mix with the results.
    private static ProcessStartInfo Command(string path) => OperatingSystem.IsWindows()
        ? new ProcessStartInfo(path) { UseShellExecute = true }
        : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [path]) { RedirectStandardOutput = true, RedirectStandardError = true };
}
