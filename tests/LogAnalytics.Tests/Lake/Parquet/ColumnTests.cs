using System.Text;
using DuckDB.NET.Data;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake.Parquet;

/// <summary>What our columns write, two other readers read back: DuckDB with the promised type, and Parquet.Net.</summary>
public sealed class ColumnTests : IDisposable
{
    private static readonly byte[] _raw = [0x00, 0xFF, 0xE9, 0x0A];
    private static readonly string[] _texts = ["", "plain", "Grüße, \"Zürich\" — 你好 🚀", "a\r\nb\0c", "NULL"];

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Utf8Column_of_any_text_is_read_as_varchar()
    {
        Utf8Column column = new("v");
        foreach (string text in _texts)
            column.Add(Encoding.UTF8.GetBytes(text));

        string path = Write(column);

        (string type, string?[] read) = Read<string>(path);
        Assert.Equal("VARCHAR", type);
        Assert.Equal(_texts, read);
        Assert.Equal(_texts, await OwnReaderAsync(path, rows => rows.TextAsync("v")));
    }

    [Fact]
    public async Task TextColumn_tells_null_from_empty()
    {
        string?[] values = [null, .. _texts, null, "plain", "plain"];
        TextColumn column = new("v");
        foreach (string? value in values)
            column.Add(value);

        string path = Write(column);

        (string type, string?[] read) = Read<string>(path);
        Assert.Equal("VARCHAR", type);
        Assert.Equal(values, read);
        Assert.Equal(values, await OwnReaderAsync(path, rows => rows.TextAsync("v")));
    }

    [Theory]
    [InlineData(new[] { 0, 1, -1, int.MaxValue, int.MinValue })]
    [InlineData(new[] { 7 })]
    [InlineData(new[] { 5, 5, 5, 5 })]
    public async Task IntColumn_of_extremes_is_read_as_integer(int[] values)
    {
        NumberColumn<int> column = new("v");
        foreach (int value in values)
            column.Add(value);

        string path = Write(column);

        (string type, int?[] read) = ReadValues<int>(path);
        Assert.Equal("INTEGER", type);
        Assert.Equal(values.Cast<int?>(), read);
        Assert.Equal(values, await OwnReaderAsync(path, rows => rows.IntAsync("v")));
    }

    [Theory]
    [InlineData(new[] { 0, 1, -1, long.MaxValue, long.MinValue })]
    [InlineData(new[] { 3L })]
    public async Task LongColumn_of_extremes_is_read_as_bigint(long[] values)
    {
        NumberColumn<long> column = new("v");
        foreach (long value in values)
            column.Add(value);

        string path = Write(column);

        (string type, long?[] read) = ReadValues<long>(path);
        Assert.Equal("BIGINT", type);
        Assert.Equal(values.Cast<long?>(), read);
        Assert.Equal(values, await OwnReaderAsync(path, rows => rows.LongAsync("v")));
    }

    [Fact]
    public async Task LongColumn_of_many_values_keeps_each()
    {
        long[] values = [.. Enumerable.Range(0, 5000).Select(i => (long)i * i * (i % 3 == 0 ? -1 : 1))];
        NumberColumn<long> column = new("v");
        foreach (long value in values)
            column.Add(value);

        string path = Write(column);

        Assert.Equal(values.Cast<long?>(), ReadValues<long>(path).Values);
    }

    [Fact]
    public async Task NullableIntColumn_keeps_nulls()
    {
        int?[] values = [null, 0, 25, null, int.MaxValue];
        OptionalColumn<int> column = new("v");
        foreach (int? value in values)
            column.Add(value);

        (string type, int?[] read) = ReadValues<int>(Write(column));

        Assert.Equal("INTEGER", type);
        Assert.Equal(values, read);
    }

    [Fact]
    public async Task BoolColumn_keeps_nulls()
    {
        bool?[] values = [null, true, false, true, null, false, false, true, true, true];
        OptionalColumn<bool> column = new("v");
        foreach (bool? value in values)
            column.Add(value);

        (string type, bool?[] read) = ReadValues<bool>(Write(column));

        Assert.Equal("BOOLEAN", type);
        Assert.Equal(values, read);
    }

    [Fact]
    public async Task TimeColumn_is_read_as_timestamp_without_zone_to_the_microsecond()
    {
        long[] micros = [0, 1, 1_773_100_800_123_456, -1, 4_102_444_800_000_000];
        TimeColumn column = new("v");
        foreach (long value in micros)
            column.Add(value);

        string path = Write(column);

        (string type, DateTime?[] read) = ReadValues<DateTime>(path);
        Assert.Equal("TIMESTAMP", type);
        Assert.Equal(micros.Select(Time), read);
        Assert.Equal(micros, await OwnReaderAsync(path, rows => rows.TimeAsync("v")));
    }

    [Fact]
    public async Task NullableTimeColumn_keeps_nulls()
    {
        long?[] micros = [null, 0, 1_773_100_800_123_456, null];
        NullableTimeColumn column = new("v");
        foreach (long? value in micros)
            column.Add(value);

        string path = Write(column);

        (string type, DateTime?[] read) = ReadValues<DateTime>(path);
        Assert.Equal("TIMESTAMP", type);
        Assert.Equal(micros.Select(value => value is { } time ? Time(time) : null), read);
        Assert.Equal(micros, await OwnReaderAsync(path, rows => rows.NullableTimeAsync("v")));
    }

    [Fact]
    public async Task BytesColumn_tells_null_from_empty_and_keeps_any_byte()
    {
        byte[]?[] values = [null, [], _raw, [1]];
        BytesColumn column = new("v");
        foreach (byte[]? value in values)
            column.Add(value);

        string path = Write(column);

        (string type, string?[] hex) = Read<string>(path, "hex(v)");
        Assert.Equal("BLOB", type);
        Assert.Equal(values.Select(value => value is null ? null : Convert.ToHexString(value)), hex);
        Assert.Equal(values, await OwnReaderAsync(path, rows => rows.BytesAsync("v")));
    }

    [Fact]
    public void Flush_again_appends_a_row_group_and_keeps_the_rows_apart()
    {
        TextColumn text = new("v");
        string path = _workspace.PathOf("t.parquet");
        using TableFile file = new([text]);
        text.Add("one");
        file.Flush();
        file.Flush();
        text.Add(null);
        text.Add("two");
        File.WriteAllBytes(path, file.Complete());

        Assert.Equal(new string?[] { "one", null, "two" }, Read<string>(path).Values);
    }

    [Fact]
    public async Task TextColumn_takes_strings_and_bytes_in_turn()
    {
        TextColumn column = new("v");
        const string same = "same";
        column.Add(same);
        column.Add("other"u8);
        column.Add(same);
        column.Add(null);
        column.Add(same);
        column.Add("same"u8);

        Assert.Equal(new string?[] { "same", "other", "same", null, "same", "same" }, await OwnReaderAsync(Write(column), rows => rows.TextAsync("v")));
    }

    [Fact]
    public void Flush_of_columns_of_different_length_is_refused()
    {
        NumberColumn<int> first = new("first");
        using TableFile file = new([first, new TextColumn("second")]);
        first.Add(1);

        Assert.Contains("'second' has 0 rows", Assert.Throws<InvalidOperationException>(file.Flush).Message, StringComparison.Ordinal);
    }

    private static DateTime? Time(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    private string Write(Column column)
    {
        string path = _workspace.PathOf("t.parquet");
        using TableFile file = new([column]);
        File.WriteAllBytes(path, file.Complete());
        return path;
    }

    private static async Task<T[]> OwnReaderAsync<T>(string path, Func<TableRows, Task<T[]>> read)
    {
        List<T> values = [];
        await using FileStream content = File.OpenRead(path);
        await foreach (TableRows group in TableReader.ReadAsync(content))
            values.AddRange(await read(group));
        return [.. values];
    }

    private static (string Type, T?[] Values) Read<T>(string path, string expression = "v")
        where T : class
    {
        (string type, List<object?> values) = ReadAll(path, expression);
        return (type, [.. values.Select(value => (T?)value)]);
    }

    private static (string Type, T?[] Values) ReadValues<T>(string path)
        where T : struct
    {
        (string type, List<object?> values) = ReadAll(path, "v");
        return (type, [.. values.Select(value => (T?)value)]);
    }

    private static (string Type, List<object?> Values) ReadAll(string path, string expression)
    {
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT typeof(v), {expression} FROM read_parquet('{path}')";
        using DuckDBDataReader reader = command.ExecuteReader();
        List<object?> values = [];
        string type = "";
        while (reader.Read())
        {
            type = reader.GetString(0);
            values.Add(reader.IsDBNull(1) ? null : reader.GetValue(1));
        }

        // typeof(NULL) is the column's type all the same.
        return (type, values);
    }
}
