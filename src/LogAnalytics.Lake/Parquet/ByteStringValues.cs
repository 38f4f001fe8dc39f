using System.Text;

namespace LogAnalytics.Lake.Parquet;

/// <summary>
/// Byte strings: in a dictionary that is built while they are added, or, where they hardly repeat, lengths as differences and all bytes
/// one after the other (DELTA_LENGTH_BYTE_ARRAY).
/// </summary>
/// <param name="mayRepeat">False: no dictionary is tried.</param>
internal sealed class ByteStringValues(bool mayRepeat) : ColumnValues
{
    // A dictionary is given up when it has more than this and more than half of the values so far, or is larger than a reader should
    // have to hold. Both depend on the values alone.
    private const int FewEntries = 1024;
    private const int LargestDictionary = 8 << 20;

    private const int RecentTexts = 64;

    private readonly ByteDictionary _dictionary = new();
    private readonly GrowingArray<int> _numbers = new();
    private readonly GrowingArray<int> _lengths = new();
    private readonly ByteBuffer _bytes = new();
    private bool _isGivenUp;
    private (string? Text, int Number)[]? _recentTexts;
    private int _nextByte;

    public override PhysicalType Type => PhysicalType.ByteArray;

    public override int Count => IsDictionary ? _numbers.Count : _lengths.Count;

    private bool IsDictionary => mayRepeat && !_isGivenUp;

    public void Add(ReadOnlySpan<byte> value)
    {
        if (IsDictionary)
            AddNumber(_dictionary.NumberOf(value));
        else
            AddBytes(value);
    }

    /// <summary>Adds values without bytes.</summary>
    public void AddEmpty(int count)
    {
        if (!IsDictionary)
            _lengths.AddRepeated(0, count);
        else
            for (int i = 0; i < count; i++)
                AddNumber(_dictionary.NumberOf([]));
    }

    /// <summary>Adds the text as UTF-8.</summary>
    public void Add(string text)
    {
        if (!IsDictionary)
        {
            int length = Encoding.UTF8.GetBytes(text, _bytes.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
            _bytes.Advance(length);
            _lengths.Add(length);
            return;
        }

        // Often one of few again and again, and the same instance, which is quick to compare.
        _recentTexts ??= new (string?, int)[RecentTexts];
        ref (string? Text, int Number) recent = ref _recentTexts[RecentIndexOf(text)];
        if (text != recent.Text)
            recent = (text, _dictionary.NumberOf(text));
        AddNumber(recent.Number);
    }

    public override PageEncoding Begin(ChunkWriter chunk)
    {
        _nextByte = 0;
        if (!IsDictionary)
            return PageEncoding.DeltaLengthByteArray;
        chunk.Page.Write(_dictionary.Entries);
        chunk.EndDictionary(_dictionary.Count);
        return PageEncoding.RleDictionary;
    }

    public override int RowsPerPage(int rows)
    {
        long bytes = IsDictionary ? rows : _bytes.Length + (long)rows;
        return (int)Math.Max(8, PageBytes * (long)rows / Math.Max(1, bytes) / 8 * 8);
    }

    public override void Encode(int from, int count, ByteBuffer page)
    {
        if (IsDictionary)
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
        ForgetTexts();
        _isGivenUp = false;
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
        if (_dictionary.Entries.Length > LargestDictionary || (entries > FewEntries && entries > _numbers.Count / 2))
            GiveUpDictionary();
    }

    private void GiveUpDictionary()
    {
        foreach (int number in _numbers.Values)
            AddBytes(_dictionary[number]);
        _dictionary.Clear();
        _numbers.Clear();
        ForgetTexts();
        _isGivenUp = true;
    }

    private static int RecentIndexOf(string text) =>
        text.Length == 0 ? 0 : (text.Length ^ (text[0] << 1) ^ (text[text.Length / 2] << 2) ^ (text[^1] << 3)) % RecentTexts;

    private void ForgetTexts()
    {
        if (_recentTexts is not null)
            Array.Clear(_recentTexts);
    }
}
