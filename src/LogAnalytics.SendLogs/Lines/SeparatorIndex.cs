using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogAnalytics.SendLogs.Lines;

/// <summary>Where the commas, quotes and line feeds of a block stand, in order. The only vectorised code.</summary>
internal static class SeparatorIndex
{
    /// <summary>Places needed beyond one for each byte of the block.</summary>
    public const int Slack = AtOnce;

    // Bytes of one step, a bit of a word for each.
    private const int StepBytes = 64;

    // Measured, 2 to 8: so many places are written without asking how many there are.
    private const int AtOnce = 4;

    private static readonly SearchValues<byte> _separators = SearchValues.Create(",\"\n"u8);

    /// <summary>Returns how many there are. <paramref name="positions"/> is longer than the block by <see cref="Slack"/>.</summary>
    public static int Fill(ReadOnlySpan<byte> block, Span<int> positions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(positions.Length, block.Length + Slack);
        int done = 0;
        int count = Vector256.IsHardwareAccelerated ? FillSteps(block, positions, out done) : 0;
        return FillRest(block, done, positions, count);
    }

    /// <summary>The same without vectors of its own, from <paramref name="start"/> on, after <paramref name="count"/> positions.</summary>
    internal static int FillRest(ReadOnlySpan<byte> block, int start, Span<int> positions, int count = 0)
    {
        for (int at = start; ; at++)
        {
            int next = block[at..].IndexOfAny(_separators);
            if (next < 0)
                return count;
            at += next;
            positions[count++] = at;
        }
    }

    private static int FillSteps(ReadOnlySpan<byte> block, Span<int> positions, out int done)
    {
        // Positions are written without bounds checks. There are never more than bytes seen, and what is written beyond the last one is
        // at most Slack: with the length that Fill has checked, that is inside.
        ref byte bytes = ref MemoryMarshal.GetReference(block);
        ref int first = ref MemoryMarshal.GetReference(positions);
        int count = 0;
        int at = 0;
        for (; at <= block.Length - StepBytes; at += StepBytes)
        {
            ulong found = Found(ref Unsafe.Add(ref bytes, at)) | ((ulong)Found(ref Unsafe.Add(ref bytes, at + Vector256<byte>.Count)) << Vector256<byte>.Count);
            if (found == 0)
                continue;
            ref int target = ref Unsafe.Add(ref first, count);
            count += BitOperations.PopCount(found);
            for (int i = 0; i < AtOnce; i++)
            {
                Unsafe.Add(ref target, i) = at + BitOperations.TrailingZeroCount(found);
                found &= found - 1;
            }

            for (int i = AtOnce; found != 0; i++)
            {
                Unsafe.Add(ref target, i) = at + BitOperations.TrailingZeroCount(found);
                found &= found - 1;
            }
        }

        done = at;
        return count;
    }

    // A bit for each of 32 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Found(ref byte bytes)
    {
        Vector256<byte> vector = Vector256.LoadUnsafe(ref bytes);
        return (Vector256.Equals(vector, Vector256.Create((byte)','))
            | Vector256.Equals(vector, Vector256.Create((byte)'"'))
            | Vector256.Equals(vector, Vector256.Create((byte)'\n'))).ExtractMostSignificantBits();
    }
}
