namespace LogAnalytics.Lake.Catalog;

/// <summary>The lake cannot be used as it is; names the file and the remedy.</summary>
public class LakeException(string message) : Exception(message);

/// <summary>Another run holds the lake.</summary>
public sealed class LakeBusyException(string root)
    : LakeException($"Another run is writing to '{root}'. Try again when it has ended.");
