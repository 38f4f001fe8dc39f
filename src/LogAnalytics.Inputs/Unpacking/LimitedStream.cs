namespace LogAnalytics.Inputs.Unpacking;

/// <summary>
/// Counts what really comes out of a decompressor, whatever the archive declares, against what went in. Gives as many bytes as the
/// limit allows, then fails.
/// </summary>
/// <param name="packed">Its bytes come from here.</param>
internal sealed class LimitedStream(Stream unpacked, SectionStream packed, InputLimits limits) : ReadOnlyStream
{
    private long _bytes;

    public override int Read(Span<byte> buffer)
    {
        long left = limits.MaxUnpackedBytes - _bytes;
        // One byte more than allowed tells the end from an end that is never reached.
        Span<byte> beyond = stackalloc byte[1];
        int read = unpacked.Read(left > 0 ? buffer[..(int)Math.Min(buffer.Length, left)] : beyond);
        if (left == 0 && read > 0)
            throw new LimitReachedException(limits.TooLarge());
        _bytes += read;
        return limits.WhyTooDense(packed.BytesRead, _bytes) is { } why ? throw new LimitReachedException(why) : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }
}
