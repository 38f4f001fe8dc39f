namespace LogAnalytics.SendLogs.Replies;

/// <summary>The table of reply families; data (families.tsv), not code.</summary>
public sealed class ReplyTaxonomy
{
    private readonly ReplyFamily[] _families;

    public ReplyTaxonomy(IEnumerable<ReplyFamily> families) => _families = [.. families];

    /// <summary>The families that ship with the tool.</summary>
    public static ReplyTaxonomy BuiltIn { get; } = Load();

    public IReadOnlyList<ReplyFamily> Families => _families;

    /// <summary>The first family that fits; null for a plain reply.</summary>
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

    /// <summary>Reads the table; lines with <c>#</c> are comments.</summary>
    public static ReplyTaxonomy Read(TextReader reader)
    {
        List<ReplyFamily> families = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] parts = line.Split('\t');
            families.Add(new ReplyFamily(
                parts[0],
                Enum.Parse<FamilyClass>(parts[1]),
                parts[2].Length == 0 ? null : int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture),
                parts[3].Length == 0 ? null : EnhancedCodeRange.Parse(parts[3]),
                parts[4].Length == 0 ? [] : [.. parts[4].Split('&').Select(group => group.Split('|'))],
                parts[5],
                parts[6]));
        }

        return new ReplyTaxonomy(families);
    }

    private static ReplyTaxonomy Load()
    {
        using Stream stream = typeof(ReplyTaxonomy).Assembly.GetManifestResourceStream("families.tsv")!;
        using StreamReader reader = new(stream);
        return Read(reader);
    }
}
