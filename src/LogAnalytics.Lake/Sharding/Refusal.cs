using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Sharding;

/// <summary>Why the work of a plan's tasks cannot be put together, shard by shard, and what to type.</summary>
/// <param name="whatIsUndone">What did not happen; a sentence.</param>
/// <param name="rerun">Shard → the command that mends it.</param>
internal sealed class Refusal(string whatIsUndone, Func<int, string> rerun)
{
    private const int MostNamed = 20;

    private readonly List<(int Shard, string Fault)> _faults = [];

    /// <param name="fault">A sentence or two.</param>
    public void Add(int shard, string fault) => _faults.Add((shard, fault));

    /// <exception cref="LakeException">There is a fault.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count == 0)
            return;
        IEnumerable<string> more = _faults.Count > MostNamed ? [$"… and {_faults.Count - MostNamed} more."] : [];
        throw new LakeException(string.Join(
            '\n', [.. _faults.Take(MostNamed).Select(fault => fault.Fault), .. more, $"{whatIsUndone} Run first:", .. _faults.Take(MostNamed).Select(fault => rerun(fault.Shard))]));
    }
}
