using System.Globalization;
using System.Text;
using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Tests.Lake.Parquet;

/// <summary>A column of each kind in several shapes, filled with seeded values that are remembered for comparison.</summary>
internal sealed class RandomTable
{
    private static readonly string[] _words = ["", "plain", "250 2.1.5 Recipient OK", "Grüße, \"Zürich\" — 你好 🚀", "a\r\nb\0c", "NULL", "é"];

    private readonly Random _random;
    private readonly List<(Column Column, Action<Random> Add, List<object?> Values)> _columns = [];

    public RandomTable(int seed)
    {
        _random = new Random(seed);
        AddNumbers<int>("int", r => r.Next(), i => i, int.MinValue, int.MaxValue);
        AddNumbers<long>("long", r => r.NextInt64(), i => i, long.MinValue, long.MaxValue);
        AddTimes();
        foreach (double nulls in new[] { 0, 0.01, 0.5, 0.99, 1 })
            AddNullable(nulls);
        AddTexts("unique", r => $"<{r.NextInt64():X16}@example.com>{new string('x', r.Next(20))}");
        AddTexts("same", _ => "always this");
        AddTexts("words", r => _words[r.Next(_words.Length)]);
        AddTexts("many", r => "user" + r.Next(3000).ToString(CultureInfo.InvariantCulture));
        // Long runs of one word, then of another.
        AddTexts("runs", r => r.Next(200) == 0 ? "rare" : "usual");
    }

    public IReadOnlyList<Column> Columns => [.. _columns.Select(column => column.Column)];

    public void AddRows(int count)
    {
        for (int row = 0; row < count; row++)
        {
            foreach ((_, Action<Random> add, _) in _columns)
                add(_random);
        }
    }

    /// <summary>int, long, bool, string or upper-case hex of bytes; times as microseconds.</summary>
    public IReadOnlyList<object?> ValuesOf(string name) => _columns.Single(column => column.Column.Name == name).Values;

    private void AddNumbers<T>(string name, Func<Random, T> any, Func<int, T> small, T least, T most)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        T next = T.Zero;
        Number("any", any);
        Number("same", _ => small(25));
        Number("lowest", _ => least);
        Number("few", r => small((r.Next(5) * 3) - 7));
        Number("many", r => small(r.Next(200)));
        Number("rising", r => next += small(r.Next(100) == 0 ? 1000 : 1));
        Number("extremes", r => r.Next(3) switch { 0 => least, 1 => most, _ => small(r.Next(2)) });

        void Number(string shape, Func<Random, T> value)
        {
            NumberColumn<T> column = new($"{name}_{shape}");
            Take(column, value, column.Add);
        }
    }

    private void AddTimes()
    {
        long micros = 1_773_100_800_000_000;
        TimeColumn column = new("time");
        Take(column, r => micros += r.Next(-1000, 5000) * 1000L, column.Add);
    }

    private void AddNullable(double nulls)
    {
        string suffix = nulls.ToString(CultureInfo.InvariantCulture).Replace('.', '_');
        OptionalColumn<int> ints = new("optional_int" + suffix);
        Take<int?>(ints, r => IsNull(r) ? null : r.Next(1000), ints.Add);
        OptionalColumn<int> ports = new("optional_port" + suffix);
        Take<int?>(ports, r => IsNull(r) ? null : 25, ports.Add);
        OptionalColumn<long> longs = new("optional_long" + suffix);
        Take<long?>(longs, r => IsNull(r) ? null : r.NextInt64(long.MinValue, long.MaxValue), longs.Add);
        OptionalColumn<bool> bools = new("optional_bool" + suffix);
        Take<bool?>(bools, r => IsNull(r) ? null : r.Next(3) == 0, bools.Add);
        NullableTimeColumn times = new("optional_time" + suffix);
        Take<long?>(times, r => IsNull(r) ? null : 1_773_100_800_000_000 + r.Next(), times.Add);
        TextColumn texts = new("optional_text" + suffix);
        Take(texts, r => IsNull(r) ? null : _words[r.Next(_words.Length)], texts.Add);
        TextColumn unique = new("optional_unique" + suffix, mayRepeat: false);
        Take(unique, r => IsNull(r) ? null : _words[r.Next(_words.Length)] + r.Next(), unique.Add);
        BytesColumn bytes = new("optional_bytes" + suffix);
        Take(
            bytes,
            r => IsNull(r) ? null : Convert.ToHexString([.. Enumerable.Range(0, r.Next(8)).Select(_ => (byte)r.Next(256))]),
            hex => bytes.Add(hex is null ? null : Convert.FromHexString(hex)));

        bool IsNull(Random random) => random.NextDouble() < nulls;
    }

    private void AddTexts(string shape, Func<Random, string> value)
    {
        TextColumn text = new("text_" + shape);
        Take(text, value, text.Add);
        TextColumn unique = new("unique_" + shape, mayRepeat: false);
        Take(unique, value, unique.Add);
        TextColumn uniqueBytes = new("unique_bytes_" + shape, mayRepeat: false);
        Take(uniqueBytes, value, text => uniqueBytes.Add(Encoding.UTF8.GetBytes(text).AsSpan()));
        Utf8Column bytes = new("utf8_" + shape);
        Take(bytes, value, text => bytes.Add(Encoding.UTF8.GetBytes(text).AsSpan()));
    }

    private void Take<T>(Column column, Func<Random, T> value, Action<T> add)
    {
        List<object?> values = [];
        _columns.Add((column, Next, values));

        void Next(Random random)
        {
            T next = value(random);
            values.Add(next);
            add(next);
        }
    }
}
