using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Lake.Catalog;

/// <summary>The rules that turn rows into sessions, messages and recipients.</summary>
/// <param name="Stamp">Version of the parser and hash of the reply families: units with another stamp are built again.</param>
public sealed record LakeRules(ReplyTaxonomy Taxonomy, string Stamp)
{
    // Enough of the hash to tell tables apart.
    private const int HashDigits = 16;

    /// <param name="userFamilies">Rows that come before the built-in reply families; empty for none.</param>
    /// <exception cref="ReplyTaxonomyException">A row is malformed.</exception>
    public static LakeRules Of(string userFamilies)
    {
        ReplyTaxonomy taxonomy = ReplyTaxonomy.Extend(ReplyTaxonomy.BuiltIn, new StringReader(userFamilies), "reply families of the lake");
        return new LakeRules(taxonomy, $"{LakeVersions.Parser}-{taxonomy.Fingerprint[..HashDigits]}");
    }
}
