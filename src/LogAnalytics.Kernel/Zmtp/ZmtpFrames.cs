using System.Buffers.Binary;
using System.Text;

namespace LogAnalytics.Kernel.Zmtp;

/// <summary>The bytes of ZMTP 3.0 (ZeroMQ RFC 23) with the NULL mechanism: greeting, READY, frames.</summary>
internal static class ZmtpFrames
{
    public const int GreetingLength = 64;

    /// <summary>A cell and its outputs; whoever sends more in one message is no notebook.</summary>
    public const int MostMessageBytes = 256 << 20;

    private const byte More = 1, Long = 2, Command = 4;
    private const int VersionAt = 10, MechanismAt = 12;

    /// <summary>Signature FF … 7F, version 3.0, mechanism NULL, no server of a mechanism.</summary>
    public static byte[] Greeting()
    {
        byte[] greeting = new byte[GreetingLength];
        greeting[0] = 0xFF;
        greeting[9] = 0x7F;
        greeting[VersionAt] = 3;
        "NULL"u8.CopyTo(greeting.AsSpan(MechanismAt));
        return greeting;
    }

    /// <exception cref="ZmtpException">Not ZMTP 3 with NULL.</exception>
    public static void CheckGreeting(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xFF || (greeting[9] & 1) == 0 || greeting[VersionAt] < 3)
            throw new ZmtpException("no ZMTP 3 greeting");
        if (!greeting.Slice(MechanismAt, 20).TrimEnd((byte)0).SequenceEqual("NULL"u8))
            throw new ZmtpException("a mechanism other than NULL");
    }

    /// <summary>The command that ends the handshake: 05 READY, then each property as name and value with their lengths.</summary>
    public static byte[] Ready(ZmtpSocketType type)
    {
        List<byte> body = [5, .. "READY"u8];
        Property("Socket-Type", type.ToString().ToUpperInvariant());
        if (type == ZmtpSocketType.Router)
            Property("Identity", "");
        return [Command, (byte)body.Count, .. body];

        void Property(string name, string value)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            body.Add((byte)name.Length);
            body.AddRange(Encoding.ASCII.GetBytes(name));
            body.AddRange(length);
            body.AddRange(Encoding.ASCII.GetBytes(value));
        }
    }

    /// <summary>A message of one or more frames.</summary>
    public static byte[] Message(IReadOnlyList<byte[]> frames)
    {
        using MemoryStream message = new();
        Span<byte> header = stackalloc byte[9];
        for (int i = 0; i < frames.Count; i++)
        {
            byte more = i < frames.Count - 1 ? More : (byte)0;
            if (frames[i].Length <= byte.MaxValue)
            {
                message.Write([more, (byte)frames[i].Length]);
            }
            else
            {
                header[0] = (byte)(more | Long);
                BinaryPrimitives.WriteInt64BigEndian(header[1..], frames[i].Length);
                message.Write(header);
            }

            message.Write(frames[i]);
        }

        return message.ToArray();
    }

    /// <summary>The next message, or a command as one frame.</summary>
    /// <exception cref="EndOfStreamException">The other side has gone.</exception>
    public static async Task<(bool IsCommand, List<byte[]> Frames)> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        List<byte[]> frames = [];
        byte[] header = new byte[8];
        long total = 0;
        while (true)
        {
            await stream.ReadExactlyAsync(header.AsMemory(0, 1), cancellation).ConfigureAwait(false);
            byte flags = header[0];
            int lengthBytes = (flags & Long) != 0 ? 8 : 1;
            await stream.ReadExactlyAsync(header.AsMemory(0, lengthBytes), cancellation).ConfigureAwait(false);
            ulong length = lengthBytes == 8 ? BinaryPrimitives.ReadUInt64BigEndian(header) : header[0];
            // Each frame costs something even if empty.
            total += 16;
            if (length > MostMessageBytes || (total += (long)length) > MostMessageBytes)
                throw new ZmtpException("a message that is too large");
            byte[] frame = new byte[length];
            await stream.ReadExactlyAsync(frame, cancellation).ConfigureAwait(false);
            frames.Add(frame);
            if ((flags & Command) != 0)
                return (true, frames);
            if ((flags & More) == 0)
                return (false, frames);
        }
    }
}
