namespace LogAnalytics.Exports;

/// <summary>All side inputs together. Null lists are unknown, not empty.</summary>
public sealed record ExportSet
{
    /// <summary>The last change of an object, as its audit record and its own date tell it, differs by seconds.</summary>
    private static readonly TimeSpan _sameChange = TimeSpan.FromMinutes(5);

    /// <summary>In the order of their paths.</summary>
    public IReadOnlyList<ExportFile> Files { get; private init; } = [];

    /// <summary>Every version of every connector that some file holds.</summary>
    public IReadOnlyList<InboundConnector>? InboundConnectors { get; private init; }

    public IReadOnlyList<SendConnector>? SendConnectors { get; private init; }

    /// <summary>Names of the tenant's accepted domains; lists that may be those of the organisation on premises are left out.</summary>
    public IReadOnlyList<string>? AcceptedDomains { get; private init; }

    /// <summary>Files with accepted domains that were left out.</summary>
    public IReadOnlyList<string> DoubtfulDomainLists { get; private init; } = [];

    public IReadOnlyList<ExportedCertificate> Certificates { get; private init; } = [];

    /// <summary>By time.</summary>
    public IReadOnlyList<ConfigurationChange> Changes { get; private init; } = [];

    /// <summary>The order of the files does not matter.</summary>
    public static ExportSet Of(IEnumerable<ExportFile> read)
    {
        ExportFile[] files = [.. read.OrderBy(file => file.Path, StringComparer.Ordinal)];
        ExportFile[] tenantLists = [.. files.Where(file => IsTenantList(file.AcceptedDomains))];
        InboundConnector[] inbound = [.. files.SelectMany(file => file.InboundConnectors)];
        SendConnector[] send = [.. files.SelectMany(file => file.SendConnectors)];
        return new ExportSet
        {
            Files = files,
            InboundConnectors = inbound.Length == 0 ? null : inbound,
            SendConnectors = send.Length == 0 ? null : send,
            AcceptedDomains = tenantLists.Length == 0
                ? null
                : [.. tenantLists.SelectMany(file => file.AcceptedDomains).Where(domain => domain.IsTenant != false).Select(domain => domain.Name)
                    .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)],
            DoubtfulDomainLists = [.. files.Where(file => file.AcceptedDomains.Count > 0).Except(tenantLists).Select(file => file.Path)],
            Certificates = [.. files.SelectMany(file => file.Certificates)],
            Changes = Distinct(files.SelectMany(file => file.Changes)),
        };
    }

    private static bool IsTenantList(IReadOnlyList<AcceptedDomain> domains) =>
        domains.Any(domain => domain.IsTenant == true || (domain.IsTenant is null && domain.IsInitialDomain));

    // An audit record says who and how; the object's own date of the same change adds nothing to it.
    private static List<ConfigurationChange> Distinct(IEnumerable<ConfigurationChange> changes)
    {
        ConfigurationChange[] sorted = [.. changes.OrderBy(change => change.Time).ThenBy(change => change.Kind).ThenBy(change => change.Text, StringComparer.Ordinal).ThenBy(change => change.Source, StringComparer.Ordinal)];
        var told = sorted.Where(change => !change.IsOwnDate)
            .SelectMany(change => new[] { -1L, 0, 1 }.Select(shift => Key(change, shift, change.Target)))
            .ToHashSet();
        return
        [
            .. sorted.Where(change => !change.IsOwnDate || !(told.Contains(Key(change, 0, change.Target)) || told.Contains(Key(change, 0, null))))
                .DistinctBy(change => (change.Time, change.Kind, change.Text)),
        ];
    }

    // Times in steps of that span: neighbours are the steps beside.
    private static (ChangeKind Kind, long Step, string? Target) Key(ConfigurationChange change, long shift, string? target) =>
        (change.Kind, (change.Time.Ticks / _sameChange.Ticks) + shift, target?.ToUpperInvariant());
}
