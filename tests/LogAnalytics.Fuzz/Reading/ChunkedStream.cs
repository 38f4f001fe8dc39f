namespace LogAnalytics.Fuzz.Reading;

/// <summary>Gives the bytes in reads of the given lengths, over and over.</summary>
internal sealed class ChunkedStream(byte[] bytes, int[] lengths) : MemoryStream(bytes)
{
    private int _reads;

    // The array form only: for a derived class MemoryStream sends the span form through it.
    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, Math.Min(count, lengths[_reads++ % lengths.Length]));
}
