using System.Buffers;
using System.Collections.Concurrent;
using LogAnalytics.Queries.Chunks;

namespace LogAnalytics.Cli.Output;

/// <summary>
/// The CSV of <see cref="CsvResultWriter"/>, from the engine's memory to the bytes of the stream: no value becomes an object or a string. For
/// results of ten million rows and more.
/// </summary>
public sealed class CsvChunkWriter(ChunkedResult result, Stream stream)
{
    private static readonly SearchValues<byte> _special = SearchValues.Create(",\"\r\n"u8);

    // Made while one is written: the engine and the writer each keep a core busy.
    private const int MostAhead = 4;

    private readonly Utf8Output _output = new(stream);
    private readonly TimeText _times = new();

    public void Write()
    {
        for (int column = 0; column < result.Columns.Count; column++)
        {
            Separate(column);
            WriteText(System.Text.Encoding.UTF8.GetBytes(result.Columns[column]));
        }

        _output.Write((byte)'\n');
        ChunkType[] types = [.. result.Types];
        using CancellationTokenSource stop = new();
        using BlockingCollection<ResultChunk> ahead = new(MostAhead);
        Task reading = Task.Run(() => ReadAhead(ahead, stop.Token));
        try
        {
            foreach (ResultChunk chunk in ahead.GetConsumingEnumerable())
            {
                using (chunk)
                    WriteRows(chunk, types);
            }
        }
        finally
        {
            // The stream may be closed to us: nobody takes what is still being made.
            stop.Cancel();
            while (ahead.TryTake(out ResultChunk? left, Timeout.Infinite))
                left.Dispose();
        }

        reading.GetAwaiter().GetResult();
        _output.Flush();
    }

    private void ReadAhead(BlockingCollection<ResultChunk> ahead, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && result.Read() is { } chunk)
                ahead.Add(chunk, CancellationToken.None);
        }
        finally
        {
            ahead.CompleteAdding();
        }
    }

    private void WriteRows(ResultChunk chunk, ChunkType[] types)
    {
        for (int row = 0; row < chunk.Rows; row++)
        {
            for (int column = 0; column < types.Length; column++)
            {
                Separate(column);
                if (!chunk.IsNull(column, row))
                    WriteValue(chunk, types[column], column, row);
            }

            _output.Write((byte)'\n');
        }
    }

    private void Separate(int column)
    {
        if (column > 0)
            _output.Write((byte)',');
    }

    private void WriteValue(ResultChunk chunk, ChunkType type, int column, int row)
    {
        switch (type)
        {
            case ChunkType.Text:
                WriteText(chunk.Bytes(column, row));
                break;
            case ChunkType.Bytes:
                WriteHex(chunk.Bytes(column, row));
                break;
            case ChunkType.Flag:
                _output.Write(chunk.Flag(column, row) ? "true"u8 : "false"u8);
                break;
            case ChunkType.Time:
                _output.Write(_times.Of(chunk.Number(column, row)));
                break;
            default:
                _output.Write(chunk.Number(column, row));
                break;
        }
    }

    // As CsvResultWriter.WriteText.
    private void WriteText(ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty && value[0] != ' ' && value[^1] != ' ' && !value.ContainsAny(_special))
        {
            _output.Write(value);
            return;
        }

        _output.Write((byte)'"');
        for (int quote = value.IndexOf((byte)'"'); quote >= 0; quote = value.IndexOf((byte)'"'))
        {
            _output.Write(value[..(quote + 1)]);
            _output.Write((byte)'"');
            value = value[(quote + 1)..];
        }

        _output.Write(value);
        _output.Write((byte)'"');
    }

    private void WriteHex(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            _output.Write("\"\""u8);
            return;
        }

        Span<byte> digits = stackalloc byte[2];
        foreach (byte each in value)
        {
            digits[0] = "0123456789ABCDEF"u8[each >> 4];
            digits[1] = "0123456789ABCDEF"u8[each & 15];
            _output.Write(digits);
        }
    }
}
