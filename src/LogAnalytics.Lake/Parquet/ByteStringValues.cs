using System.Text;

namespace LogAnalytics.Lake.Parquet;

/// <summary>
/// Byte strings: in a dictionary that is built while they are added, or, where they hardly repeat, lengths as differences and all bytes
/// one after the other (DELTA_LENGTH_BYTE_ARRAY).
/// </summary>
/// <param name="largestDictionary">Bytes of a dictionary that is still worth it; 0 for values that are not expected to repeat.</param>
internal sealed class ByteStringValues(int largestDictionary) : ColumnValues
{
    // Too few values to say that they do not repeat.
    private const int FewEntries = 1024;

    private readonly ByteDictionary _dictionary = new();
    private readonly GrowingArray<int> _numbers = new();
    private readonly GrowingArray<int> _lengths = new();
    private readonly ByteBuffer _bytes = new();
    private bool _isDictionary = largestDictionary > 0;
    private string? _last;
    private int _nextByte;

    public override PhysicalType Type => PhysicalType.ByteArray;

    public override int Count => _isDictionary ? _numbers.Count : _lengths.Count;

    public void Add(ReadOnlySpan<byte> value)
    {
        if (_isDictionary)
            AddNumber(_dictionary.NumberOf(value));
        else
            AddBytes(value);
    }

    /// <summary>Adds the text as UTF-8.</summary>
    public void Add(string text)
    {
        if (!_isDictionary)
        {
            int length = Encoding.UTF8.GetBytes(text, _bytes.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
            _bytes.Advance(length);
            _lengths.Add(length);
            return;
        }

        // Often the same instance again and again.
        if (ReferenceEquals(text, _last))
        {
            _numbers.Add(_numbers.Values[^1]);
            return;
        }

        _last = text;
        AddNumber(_dictionary.NumberOf(text));
    }

    public override PageEncoding Begin(ChunkWriter chunk)
    {
        _nextByte = 0;
        if (!_isDictionary)
            return PageEncoding.DeltaLengthByteArray;
        chunk.Page.Write(_dictionary.Entries);
        chunk.EndDictionary(_dictionary.Count);
        return PageEncoding.RleDictionary;
    }

    public override int RowsPerPage(int rows)
    {
        long bytes = _isDictionary ? rows : _bytes.Length + (long)rows;
        return (int)Math.Max(8, PageBytes * (long)rows / Math.Max(1, bytes) / 8 * 8);
    }

    public override void Encode(int from, int count, ByteBuffer page)
    {
        if (_isDictionary)
        {
            EncodeIndexes(_numbers.Values.Slice(from, count), _dictionary.Count, page);
            return;
        }

        ReadOnlySpan<int> lengths = _lengths.Values.Slice(from, count);
        DeltaEncoder.Encode(lengths, page);
        int bytes = 0;
        foreach (int length in lengths)
            bytes += length;
        page.Write(_bytes.Written.Slice(_nextByte, bytes));
        _nextByte += bytes;
    }

    public override void Clear()
    {
        _dictionary.Clear();
        _numbers.Clear();
        _lengths.Clear();
        _bytes.Clear();
        _last = null;
        _isDictionary = largestDictionary > 0;
    }

    private void AddBytes(ReadOnlySpan<byte> value)
    {
        _bytes.Write(value);
        _lengths.Add(value.Length);
    }

    private void AddNumber(int number)
    {
        _numbers.Add(number);
        int entries = _dictionary.Count;
        if (_dictionary.Entries.Length > largestDictionary || (entries > FewEntries && entries > _numbers.Count / 2))
            GiveUpDictionary();
    }

    private void GiveUpDictionary()
    {
        foreach (int number in _numbers.Values)
            AddBytes(_dictionary[number]);
        _dictionary.Clear();
        _numbers.Clear();
        _last = null;
        _isDictionary = false;
    }
}
