using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>A column with nulls.</summary>
public abstract class NullableColumn<T>(string name) : Column<T?>(name)
    where T : struct
{
    /// <summary>The field that is handed to the writer.</summary>
    protected abstract DataField Written { get; }

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(Written, Values).ConfigureAwait(false);
        Reset();
    }
}
