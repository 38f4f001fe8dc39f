using System.Text;
using System.Text.Json;
using LogAnalytics.Evidence.Hashing;

namespace LogAnalytics.Evidence;

/// <summary>
/// manifest.json: what a folder of results holds, and what it was made from. The SHA-256 of its bytes is the root hash: it stands in
/// <c>manifest.sha256</c> beside it, and whoever writes it down elsewhere can prove the whole folder by it.
/// </summary>
public sealed record Manifest
{
    public const string FileName = "manifest.json";
    public const string HashFileName = "manifest.sha256";
    public const string CurrentSchema = "loganalytics/manifest/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Of the tool.</summary>
    public required string Version { get; init; }

    /// <summary>The id of the key that names were replaced with; null where nothing was replaced.</summary>
    public string? RedactionKeyId { get; init; }

    /// <summary>Root hash of the results that a bundle was made from; null in those results themselves.</summary>
    public string? ResultsSha256 { get; init; }

    /// <summary>Of the lake's own manifest, which names every table with its hash.</summary>
    public required string LakeSha256 { get; init; }

    /// <summary>Of the last line of the run log, its line feed included.</summary>
    public string RunLogHead { get; init; } = "";

    /// <summary>The logs that the lake holds, with the hash of their content.</summary>
    public required IReadOnlyList<FileHash> Inputs { get; init; }

    /// <summary>Side inputs.</summary>
    public required IReadOnlyList<FileHash> Exports { get; init; }

    /// <summary>Every file of the folder, except the manifest and its hash.</summary>
    public IReadOnlyList<FileHash> Outputs { get; init; } = [];

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, EvidenceJson.Default.Manifest) + "\n");

    /// <summary>What <c>manifest.sha256</c> holds.</summary>
    public static byte[] HashFile(string root) => Encoding.UTF8.GetBytes(Sha256Text.Line(root, FileName));

    /// <summary>Null where the bytes are no manifest.</summary>
    public static Manifest? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Manifest? manifest = JsonSerializer.Deserialize(bytes, EvidenceJson.Default.Manifest);
            return manifest is { Schema: CurrentSchema, Inputs: not null, Exports: not null, Outputs: not null } && manifest.Outputs.All(file => file?.Path is not null) ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
