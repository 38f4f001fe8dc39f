namespace LogAnalytics.Inputs.Archives;

/// <summary>One entry of an archive's directory, as it declares itself.</summary>
/// <param name="Name">As written; bytes that are no UTF-8 show as U+FFFD.</param>
/// <param name="RawName">The bytes of the name, which stand before the content once more.</param>
/// <param name="Method">How it is packed: 0 stored, 8 deflate.</param>
/// <param name="HeaderOffset">Where its own header starts in the archive.</param>
public sealed record ZipMember(string Name, byte[] RawName, bool IsEncrypted, int Method, uint Crc32, long PackedBytes, long Bytes, long HeaderOffset)
{
    public const int Stored = 0;
    public const int Deflate = 8;

    /// <summary>The least that it takes up in the archive: more fields may follow its name.</summary>
    public long LeastEnd => HeaderOffset + ZipDirectory.LocalHeaderBytes + RawName.Length + PackedBytes;

    /// <summary>The reason and the remedy; null if its bytes can be read.</summary>
    public string? WhyUnreadable() =>
        IsEncrypted ? "it is encrypted. Unpack it with its password and name the folder."
        : Method is not (Stored or Deflate) ? $"it is packed with {MethodName(Method)}, which is not read. Unpack it and name the folder, or pack it with deflate."
        : null;

    // Numbers of the ZIP specification (APPNOTE 4.4.5).
    private static string MethodName(int method) => method switch
    {
        9 => "Deflate64",
        12 => "bzip2",
        14 => "LZMA",
        93 => "Zstandard",
        95 => "XZ",
        98 => "PPMd",
        _ => $"method {method}",
    };
}
