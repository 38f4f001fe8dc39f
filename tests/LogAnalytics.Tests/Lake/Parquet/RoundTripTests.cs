using DuckDB.NET.Data;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Tests.Support;
using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Tests.Lake.Parquet;

/// <summary>Random tables of every kind of column, read back value for value by Parquet.Net and by DuckDB.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public static TheoryData<int, int[]> Groups => new()
    {
        { 1, [] },
        { 2, [1] },
        { 3, [2, 0, 7] },
        { 4, [8, 9, 127] },
        { 5, [128, 129, 130] },
        { 6, [1023, 4000, 1] },
        // More rows than a page of numbers takes.
        { 7, [140_000, 3000] },
    };

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task TableFile_of_random_rows_is_read_back_by_others(int seed, int[] rowsOfGroups)
    {
        RandomTable table = new(seed);
        string path = Write(table, rowsOfGroups);

        await CompareWithParquetNetAsync(table, path);
        CompareWithDuckDb(table, path, rowsOfGroups.Sum());
    }

    [Fact]
    public void TableFile_of_the_same_rows_has_the_same_bytes() =>
        Assert.Equal(Bytes(new RandomTable(11), 5000), Bytes(new RandomTable(11), 5000));

    [Fact]
    public void TableFile_does_not_depend_on_what_its_columns_held_before()
    {
        NumberColumn<int> used = new("n");
        TextColumn usedText = new("t");
        for (int i = 0; i < 4000; i++)
        {
            used.Add(i * i);
            usedText.Add($"unique {i}");
        }

        using (TableFile earlier = new([used, usedText]))
            earlier.Complete();
        Assert.Equal(Filled(new("n"), new("t")), Filled(used, usedText));

        static byte[] Filled(NumberColumn<int> number, TextColumn text)
        {
            using TableFile file = new([number, text]);
            for (int i = 0; i < 100; i++)
            {
                number.Add(i % 3);
                text.Add(i % 2 == 0 ? "even" : null);
            }

            return file.Complete().ToArray();
        }
    }

    // Views are built over files without rows: their types are what a query sees.
    [Fact]
    public void TableFile_without_rows_has_the_types_of_its_columns()
    {
        Column[] columns =
        [
            new NumberColumn<int>("a"), new NumberColumn<long>("b"), new TimeColumn("c"), new NullableTimeColumn("d"), new OptionalColumn<int>("e"),
            new OptionalColumn<long>("f"), new OptionalColumn<bool>("g"), new TextColumn("h"), new TextColumn("i", mayRepeat: false), new Utf8Column("j"), new BytesColumn("k"),
        ];
        string path = _workspace.PathOf("t.parquet");
        using TableFile file = new(columns);
        File.WriteAllBytes(path, file.Complete());

        Assert.Equal(
            ["INTEGER", "BIGINT", "TIMESTAMP", "TIMESTAMP", "INTEGER", "BIGINT", "BOOLEAN", "VARCHAR", "VARCHAR", "VARCHAR", "BLOB"],
            Query($"DESCRIBE SELECT * FROM read_parquet('{path}')").Select(row => row[1]));
    }

    [Fact]
    public void Statistics_are_the_smallest_and_largest_value_and_the_nulls()
    {
        NumberColumn<int> numbers = new("n");
        OptionalColumn<long> optional = new("o");
        NullableTimeColumn empty = new("e");
        foreach (int value in new[] { 5, -3, int.MaxValue, 0 })
        {
            numbers.Add(value);
            optional.Add(value < 0 ? null : value);
            empty.Add(null);
        }

        string path = _workspace.PathOf("t.parquet");
        using TableFile file = new([numbers, optional, empty]);
        File.WriteAllBytes(path, file.Complete());

        List<object?[]> rows = Query(
            $"SELECT path_in_schema, stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata('{path}') ORDER BY column_id");
        Assert.Equal(["n", "-3", "2147483647", 0L], rows[0]);
        Assert.Equal(["o", "0", "2147483647", 1L], rows[1]);
        Assert.Equal(["e", null, null, 4L], rows[2]);
    }

    [Theory]
    [InlineData("int_same", "RLE_DICTIONARY")]
    [InlineData("int_few", "RLE_DICTIONARY")]
    [InlineData("int_rising", "DELTA_BINARY_PACKED")]
    [InlineData("text_words", "RLE_DICTIONARY")]
    [InlineData("text_unique", "DELTA_LENGTH_BYTE_ARRAY")]
    [InlineData("unique_words", "DELTA_LENGTH_BYTE_ARRAY")]
    public void Encoding_suits_the_values(string column, string encoding)
    {
        string path = Write(new RandomTable(12), [5000]);

        string encodings = (string)Query($"SELECT encodings FROM parquet_metadata('{path}') WHERE path_in_schema = '{column}'")[0][0]!;
        Assert.Contains(encoding, encodings, StringComparison.Ordinal);
    }

    // Nothing to say costs next to nothing, however many rows.
    [Fact]
    public void Column_of_one_value_or_of_nulls_takes_a_few_bytes()
    {
        string path = Write(new RandomTable(13), [100_000]);

        Assert.All(
            Query($"""
                SELECT path_in_schema, total_compressed_size FROM parquet_metadata('{path}')
                WHERE path_in_schema IN ('int_same', 'long_lowest', 'text_same', 'optional_port0', 'optional_int1', 'optional_text1')
                """),
            row => Assert.InRange((long)row[1]!, 1, 130));
    }

    private static byte[] Bytes(RandomTable table, int rows)
    {
        using TableFile file = new(table.Columns);
        table.AddRows(rows);
        return file.Complete().ToArray();
    }

    private string Write(RandomTable table, int[] rowsOfGroups)
    {
        string path = _workspace.PathOf("t.parquet");
        using TableFile file = new(table.Columns);
        foreach (int rows in rowsOfGroups)
        {
            table.AddRows(rows);
            file.Flush();
        }

        File.WriteAllBytes(path, file.Complete());
        return path;
    }

    private static async Task CompareWithParquetNetAsync(RandomTable table, string path)
    {
        await using FileStream content = File.OpenRead(path);
        await using ParquetReader reader = await ParquetReader.CreateAsync(content);
        Assert.Equal(table.Columns.Select(column => column.Name), reader.Schema.DataFields.Select(field => field.Name));
        foreach (Column column in table.Columns)
        {
            List<object?> read = [];
            for (int i = 0; i < reader.RowGroupCount; i++)
            {
                using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
                read.AddRange(await ReadAsync(group, reader.Schema.FindDataField(column.Name)));
            }

            AssertSame(column.Name, "Parquet.Net", table.ValuesOf(column.Name), read);
        }
    }

    private static async Task<IEnumerable<object?>> ReadAsync(ParquetRowGroupReader group, DataField field)
    {
        TableRows rows = new(new ParquetSchema(field), group);
        if (field.Name.Contains("time", StringComparison.Ordinal))
            return field.IsNullable ? (await rows.NullableTimeAsync(field.Name)).Cast<object?>() : (await rows.TimeAsync(field.Name)).Cast<object?>();
        if (field.Name.StartsWith("optional_bytes", StringComparison.Ordinal))
            return (await rows.BytesAsync(field.Name)).Select(bytes => bytes is null ? null : Convert.ToHexString(bytes));
        if (field.Name.StartsWith("optional_bool", StringComparison.Ordinal))
            return await OptionalAsync<bool>(group, field);
        if (field.Name.StartsWith("optional_long", StringComparison.Ordinal))
            return await OptionalAsync<long>(group, field);
        if (field.Name.StartsWith("optional_int", StringComparison.Ordinal) || field.Name.StartsWith("optional_port", StringComparison.Ordinal))
            return await OptionalAsync<int>(group, field);
        if (field.Name.StartsWith("int", StringComparison.Ordinal))
            return (await rows.IntAsync(field.Name)).Cast<object?>();
        return field.Name.StartsWith("long", StringComparison.Ordinal) ? (await rows.LongAsync(field.Name)).Cast<object?>() : await rows.TextAsync(field.Name);
    }

    private static async Task<IEnumerable<object?>> OptionalAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        T?[] values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values.AsMemory());
        return values.Cast<object?>();
    }

    private static void CompareWithDuckDb(RandomTable table, string path, int rows)
    {
        IEnumerable<string> expressions = table.Columns.Select(column => column.Name).Select(name =>
            name.Contains("time", StringComparison.Ordinal) ? $"epoch_us({name})" : name.Contains("optional_bytes", StringComparison.Ordinal) ? $"hex({name})" : name);
        List<object?[]> read = Query($"SELECT {string.Join(", ", expressions)} FROM read_parquet('{path}')");
        Assert.Equal(rows, read.Count);
        for (int i = 0; i < table.Columns.Count; i++)
            AssertSame(table.Columns[i].Name, "DuckDB", table.ValuesOf(table.Columns[i].Name), [.. read.Select(row => row[i])]);
    }

    // Assert.Equal of long lists is slow.
    private static void AssertSame(string name, string reader, IReadOnlyList<object?> expected, List<object?> actual)
    {
        Assert.True(expected.Count == actual.Count, $"{reader}, {name}: {actual.Count} of {expected.Count} values");
        for (int i = 0; i < expected.Count; i++)
        {
            if (!Equals(expected[i], actual[i]))
                Assert.Fail($"{reader}, {name}, row {i}: {actual[i] ?? "NULL"} instead of {expected[i] ?? "NULL"}");
        }
    }

    private static List<object?[]> Query(string sql)
    {
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        List<object?[]> rows = [];
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }
}
