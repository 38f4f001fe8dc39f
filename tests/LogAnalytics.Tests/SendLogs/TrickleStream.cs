namespace LogAnalytics.Tests.SendLogs;

/// <summary>Gives 1 to n bytes at a time, as a seed decides.</summary>
internal sealed class TrickleStream(byte[] bytes, int seed, int most) : MemoryStream(bytes)
{
    private readonly Random _random = new(seed);

    // The array form only: for a derived class MemoryStream sends the span form through it.
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, _random.Next(1, most + 1)));
}
