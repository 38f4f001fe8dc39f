namespace LogAnalytics.Lake.Parquet;

/// <summary>A column whose values are kept in a growing array.</summary>
public abstract class Column<T>(string name) : Column(name)
{
    private T[] _values = new T[1024];
    private int _count;

    public override int Count => _count;

    protected ReadOnlyMemory<T> Values => _values.AsMemory(0, _count);

    protected void Put(T value)
    {
        if (_count == _values.Length)
            Array.Resize(ref _values, _count * 2);
        _values[_count++] = value;
    }

    protected void Reset()
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _count = 0;
            return;
        }

        Array.Clear(_values, 0, _count);
        _count = 0;
    }
}
