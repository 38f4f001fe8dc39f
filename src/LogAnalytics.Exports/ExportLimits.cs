namespace LogAnalytics.Exports;

/// <summary>Side inputs are hostile: beyond these a file is named and left out. The largest real ones, audit exports, stay far below.</summary>
public static class ExportLimits
{
    public const int MaxFileBytes = 64 * 1024 * 1024;

    /// <summary>Objects, elements or rows of one file.</summary>
    public const int MaxObjects = 1_000_000;

    /// <summary>Elements or values within each other.</summary>
    public const int MaxDepth = 64;

    /// <summary>Columns of a table.</summary>
    public const int MaxColumns = 2_000;

    /// <summary>A certificate has some thousand bytes.</summary>
    public const int MaxCertificateBytes = 64 * 1024;
}
