using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Repeating text, dictionary-coded; may be null.</summary>
public sealed class TextColumn(string name) : NullableColumn<ReadOnlyMemory<char>>(name)
{
    public override DataField Field { get; } = new(name, typeof(string), isNullable: true);

    public override EncodingHint Encoding => EncodingHint.Dictionary;

    protected override DataField Written => Field;

    public void Add(string? value) => Put(value?.AsMemory());
}
