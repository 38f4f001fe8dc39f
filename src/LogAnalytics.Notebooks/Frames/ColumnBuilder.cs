using System.Globalization;
using System.Numerics;
using LogAnalytics.Queries;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Notebooks.Frames;

/// <summary>Values of one column as they come, and the DataFrame column that they make.</summary>
internal abstract class ColumnBuilder
{
    public abstract void Add(object? value);

    public abstract DataFrameColumn Build();

    // The type is that of the engine's values, as .NET sees them.
    public static ColumnBuilder Of(string name, Type type)
    {
        if (type == typeof(BigInteger) || type == typeof(ulong))
            return new BigNumbers(name);
        if (type == typeof(bool))
            return new Values<bool>(value => (bool)value, values => new BooleanDataFrameColumn(name, values));
        if (type == typeof(sbyte) || type == typeof(byte) || type == typeof(short) || type == typeof(ushort) || type == typeof(int))
            return new Values<int>(value => Convert.ToInt32(value, CultureInfo.InvariantCulture), values => new Int32DataFrameColumn(name, values));
        if (type == typeof(uint) || type == typeof(long))
            return new Values<long>(value => Convert.ToInt64(value, CultureInfo.InvariantCulture), values => new Int64DataFrameColumn(name, values));
        if (type == typeof(float) || type == typeof(double))
            return new Values<double>(value => Convert.ToDouble(value, CultureInfo.InvariantCulture), values => new DoubleDataFrameColumn(name, values));
        if (type == typeof(decimal))
            return new Values<decimal>(value => (decimal)value, values => new DecimalDataFrameColumn(name, values));
        if (type == typeof(DateTime) || type == typeof(DateOnly))
            return new Values<DateTime>(Utc, values => new DateTimeDataFrameColumn(name, values));
        return new Texts(name);
    }

    private static DateTime Utc(object value) => value is DateOnly date
        ? date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)
        : DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc);

    private sealed class Values<T>(Func<object, T> convert, Func<IEnumerable<T?>, DataFrameColumn> build) : ColumnBuilder
        where T : unmanaged
    {
        private readonly List<T?> _values = [];

        public override void Add(object? value) => _values.Add(value is null ? null : convert(value));

        public override DataFrameColumn Build() => build(_values);
    }

    private sealed class Texts(string name) : ColumnBuilder
    {
        private readonly List<string?> _values = [];

        public override void Add(object? value) => _values.Add(ValueText.Of(value));

        public override DataFrameColumn Build() => new StringDataFrameColumn(name, _values);
    }

    // The narrowest type that holds all values exactly.
    private sealed class BigNumbers(string name) : ColumnBuilder
    {
        private readonly List<BigInteger?> _values = [];

        public override void Add(object? value) => _values.Add(value switch
        {
            null => null,
            ulong number => number,
            _ => (BigInteger)value,
        });

        public override DataFrameColumn Build()
        {
            if (Fit((BigInteger)long.MinValue, long.MaxValue))
                return new Int64DataFrameColumn(name, _values.Select(value => (long?)value));
            return Fit((BigInteger)decimal.MinValue, (BigInteger)decimal.MaxValue)
                ? new DecimalDataFrameColumn(name, _values.Select(value => (decimal?)value))
                : new StringDataFrameColumn(name, _values.Select(value => value?.ToString(CultureInfo.InvariantCulture)));
        }

        private bool Fit(BigInteger least, BigInteger most) => _values.TrueForAll(value => value is null || (value >= least && value <= most));
    }
}
