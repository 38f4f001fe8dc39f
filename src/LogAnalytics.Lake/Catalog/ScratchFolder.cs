namespace LogAnalytics.Lake.Catalog;

/// <summary>
/// Room for somebody who reads a lake: in the system's temporary folder (TMPDIR), open to this user only. Never in the lake, whose
/// writer sweeps what it did not make, and which may be on a full disk or a read-only one.
/// </summary>
public sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "loganalytics-scratch-";

    public string Root { get; } = Directory.CreateTempSubdirectory(Prefix).FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary folder; what was read stands.
        }
    }
}
