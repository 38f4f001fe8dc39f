using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogAnalytics.Kernel.Messages;

/// <summary>A message of Jupyter's protocol (version 5.4). On the wire: routing frames, a delimiter, the signature, and four parts of JSON.</summary>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Routing, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    public const string ProtocolVersion = "5.4";

    private static readonly byte[] _delimiter = Encoding.ASCII.GetBytes("<IDS|MSG>");
    private static readonly byte[] _noMetadata = "{}"u8.ToArray();

    public string Type => Header["msg_type"]?.GetValue<string>() ?? "";

    /// <summary>The message in frames that arrived; null where it is malformed or not signed with the key: such messages are dropped.</summary>
    public static JupyterMessage? Read(IReadOnlyList<byte[]> frames, MessageSigner signer)
    {
        int at = 0;
        while (at < frames.Count && !frames[at].AsSpan().SequenceEqual(_delimiter))
            at++;
        if (frames.Count < at + 6 || !signer.IsSigned(frames[at + 1], frames[at + 2], frames[at + 3], frames[at + 4], frames[at + 5]))
            return null;
        try
        {
            return Parse(frames[at + 2]) is { } header && header["msg_type"]?.GetValueKind() == JsonValueKind.String && Parse(frames[at + 5]) is { } content
                ? new JupyterMessage([.. frames.Take(at)], header, Parse(frames[at + 3]) ?? [], content)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Frames of this message, signed.</summary>
    public List<byte[]> Frames(MessageSigner signer)
    {
        byte[] header = Bytes(Header), parent = Bytes(Parent), content = Bytes(Content);
        return [.. Routing, _delimiter, signer.Sign(header, parent, _noMetadata, content), header, parent, _noMetadata, content];
    }

    private static JsonObject? Parse(byte[] json) => JsonNode.Parse(json) as JsonObject;

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json);
}
