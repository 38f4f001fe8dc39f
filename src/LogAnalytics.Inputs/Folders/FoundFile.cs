namespace LogAnalytics.Inputs.Folders;

/// <summary>A file that INPUT names.</summary>
/// <param name="Root">Folder that its path is relative to.</param>
internal readonly record struct FoundFile(string Root, string DiskPath);
