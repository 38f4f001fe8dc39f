using System.Security.Cryptography;
using System.Text;

namespace LogAnalytics.SendLogs.Replies;

/// <summary>The table of reply families; data (families.tsv, and a user's rows before it), not code.</summary>
public sealed class ReplyTaxonomy
{
    private const string BuiltInFile = "families.tsv";

    private readonly ReplyFamily[] _families;

    private ReplyTaxonomy(IEnumerable<ReplyFamily> families)
    {
        _families = [.. families];
        Fingerprint = FingerprintOf(_families);
    }

    /// <summary>The families that ship with the tool.</summary>
    public static ReplyTaxonomy BuiltIn { get; } = Load();

    /// <summary>In the order in which they are tried.</summary>
    public IReadOnlyList<ReplyFamily> Families => _families;

    /// <summary>SHA-256 (lower-case hex) over the rows in order, comments and spacing aside: what was classified with another table is stale.</summary>
    public string Fingerprint { get; }

    /// <summary>The first family that fits; null for a reply that is no refusal, or one of no family.</summary>
    public ReplyFamily? Classify(in SmtpReply reply)
    {
        if (reply.Code < 400)
            return null;
        foreach (ReplyFamily family in _families)
        {
            if (family.Matches(reply))
                return family;
        }

        return null;
    }

    /// <summary>Reads a whole table.</summary>
    /// <param name="name">What an error calls the table: its file name.</param>
    /// <exception cref="ReplyTaxonomyException">A row is malformed.</exception>
    public static ReplyTaxonomy Read(TextReader table, string name) => new(new ReplyFamilyReader(name).Read(table, []));

    /// <summary>A user's rows before those of a table: the first that fits wins, so a user's row can also take texts from a built-in family.</summary>
    /// <param name="name">What an error calls the user's table: its file name.</param>
    /// <exception cref="ReplyTaxonomyException">A row is malformed, or gives an id of the table another class.</exception>
    public static ReplyTaxonomy Extend(ReplyTaxonomy table, TextReader rows, string name)
    {
        Dictionary<string, FamilyClass> classes = new(StringComparer.Ordinal);
        foreach (ReplyFamily family in table._families)
            classes[family.Id] = family.Class;
        return new ReplyTaxonomy([.. new ReplyFamilyReader(name).Read(rows, classes), .. table._families]);
    }

    private static string FingerprintOf(IEnumerable<ReplyFamily> families)
    {
        StringBuilder rows = new();
        foreach (ReplyFamily family in families)
        {
            rows.AppendJoin('\t', family.Id, family.Class.ToString(), family.CodeText, family.EnhancedText, family.WordsText, family.Meaning, family.Source)
                .Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rows.ToString())));
    }

    private static ReplyTaxonomy Load()
    {
        using Stream stream = typeof(ReplyTaxonomy).Assembly.GetManifestResourceStream(BuiltInFile)!;
        using StreamReader reader = new(stream);
        return Read(reader, BuiltInFile);
    }
}
