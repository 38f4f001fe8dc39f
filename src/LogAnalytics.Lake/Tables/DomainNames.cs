namespace LogAnalytics.Lake.Tables;

/// <summary>Domains of mailboxes; each domain is one string, however many mailboxes it has. One instance serves one thread.</summary>
public sealed class DomainNames
{
    // Beyond this a log holds more domains than repeat.
    private const int MostNames = 65_536;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public DomainNames() => _bySpan = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>In lower case; <c>&lt;&gt;</c> for the null sender, null where the mailbox is unknown.</summary>
    public string? Of(string? mailbox)
    {
        if (mailbox is null)
            return null;
        if (mailbox.Length == 0)
            return "<>";
        int at = mailbox.LastIndexOf('@');
        if (at < 0)
            return "";
        ReadOnlySpan<char> domain = mailbox.AsSpan(at + 1);
        if (_bySpan.TryGetValue(domain, out string? known))
            return known;
        string name = domain.ToString().ToLowerInvariant();
        if (_names.Count < MostNames)
            _names.Add(name);
        return name;
    }
}
