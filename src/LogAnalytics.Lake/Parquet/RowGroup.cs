namespace LogAnalytics.Lake.Parquet;

/// <param name="Chunks">In the order of the columns.</param>
internal sealed record RowGroup(int Rows, ColumnChunk[] Chunks);
