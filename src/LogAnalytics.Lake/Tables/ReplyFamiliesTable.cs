using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Lake.Tables;

/// <summary>The taxonomy that the sessions were classified by, row by row: SQL asks it for the class of a family.</summary>
public sealed class ReplyFamiliesTable
{
    private readonly NumberColumn<int> _ordinal = new("ordinal");
    private readonly TextColumn _id = new("id");
    private readonly TextColumn _class = new("class");
    private readonly OptionalColumn<int> _code = new("code");
    private readonly TextColumn _enhanced = new("enhanced");
    private readonly TextColumn _words = new("words");
    private readonly TextColumn _meaning = new("meaning");
    private readonly TextColumn _source = new("source");

    public ReplyFamiliesTable() => Columns = [_ordinal, _id, _class, _code, _enhanced, _words, _meaning, _source];

    public IReadOnlyList<Column> Columns { get; }

    /// <param name="ordinal">From 1, in the order in which the rows are tried.</param>
    public void Add(int ordinal, ReplyFamily family)
    {
        _ordinal.Add(ordinal);
        _id.Add(family.Id);
        _class.Add(family.Class.ToString());
        _code.Add(family.Code);
        _enhanced.Add(NullIfEmpty(family.EnhancedText));
        _words.Add(NullIfEmpty(family.WordsText));
        _meaning.Add(NullIfEmpty(family.Meaning));
        _source.Add(NullIfEmpty(family.Source));
    }

    /// <summary>One file for the whole lake; the same table is the same file.</summary>
    public static LakeFile Write(LakeFolder lake, ReplyTaxonomy taxonomy)
    {
        ReplyFamiliesTable table = new();
        using LakeTableWriter writer = new(lake, "reply_families", "reply_families/part", table.Columns);
        for (int i = 0; i < taxonomy.Families.Count; i++)
            table.Add(i + 1, taxonomy.Families[i]);
        return writer.Complete();
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
