namespace LogAnalytics.Inputs;

/// <summary>What the system says when something cannot be read, and what to do about it.</summary>
internal static class ReadFailure
{
    public static string Reason(Exception e, string path) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException when path.Contains('\uFFFD', StringComparison.Ordinal) => "its name is no valid UTF-8. Rename it.",
        FileNotFoundException or DirectoryNotFoundException => "it was there when the folder was listed, and is gone. Run again.",
        UnauthorizedAccessException => Sentence(e) + " Check the permission.",
        PathTooLongException => Sentence(e) + " Move it to a shorter path.",
        // Ours, with their remedy.
        InvalidDataException or UnreadableException => e.Message,
        _ => Sentence(e) + " Check the permission and the disk, or copy the file again.",
    };

    private static string Sentence(Exception e) => e.Message.TrimEnd('.') + ".";
}
