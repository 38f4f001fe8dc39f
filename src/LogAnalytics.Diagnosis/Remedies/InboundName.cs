namespace LogAnalytics.Diagnosis;

/// <summary>The value that <c>TlsSenderCertificateName</c> needs, where the logs determine it.</summary>
/// <param name="Value">The new value.</param>
/// <param name="OldValues">Values that the old certificate matched and the new one does not: the broken connector has one of these.</param>
/// <param name="Connector">The exported connector with the old value; null where none was exported.</param>
internal sealed record InboundName(string Value, IReadOnlyList<string> OldValues, InboundConnector? Connector)
{
    /// <summary>Null where names are unknown, a server is on a name that the value does not match, or no accepted domain is in sight.</summary>
    public static InboundName? Choose(IncidentReading reading)
    {
        if (reading.Swap is not { Comparison: CertificateComparison.NamesLost, Fresh: { } fresh, Old: { } old })
            return null;
        IReadOnlyList<string> freshNames = CertificateNames.All(fresh)!;
        IReadOnlyList<string> oldNames = CertificateNames.All(old)!;
        InboundConnector? connector = null;
        // Where connectors are exported, the one that broke must be among them, and be the only one.
        if (reading.Tenant.IsKnown && (connector = BrokenConnector(reading.Tenant, oldNames, freshNames)) is null)
            return null;
        List<string> oldValues = CertificateNames.BrokenValues(oldNames, freshNames);
        List<IReadOnlyList<string>?> inUse = NamesInUse(reading);
        string? value = CertificateNames.ValuesFor(freshNames)
            .Where(v => inUse.All(names => CertificateNames.Matches(v, names) == NameMatch.Yes))
            .Where(v => IsAccepted(v, reading))
            .OrderByDescending(v => CertificateNames.Matches(v, oldNames)) // the way back to the old certificate stays open
            .ThenByDescending(v => SenderPasses(v, reading))
            .ThenBy(v => v, StringComparer.Ordinal)
            .FirstOrDefault();
        return value is null || oldValues.Count == 0 ? null : new InboundName(value, oldValues, connector);
    }

    private static InboundConnector? BrokenConnector(TenantView tenant, IReadOnlyList<string> oldNames, IReadOnlyList<string> freshNames)
    {
        if (tenant.CompareNames(oldNames, freshNames) is not { Verdict: NameVerdict.Explains, Connector.Timing: FactTiming.Held or FactTiming.Undated })
            return null;
        var matching = tenant.OnPremises.Where(fact => fact.Connector.Enabled != false && TenantView.Matches(fact.Connector, oldNames) != NameMatch.No).ToList();
        return matching is [var only] ? only.Connector : null;
    }

    /// <summary>By the exported connector's name, else by its present value, since Send logs do not know its name; null where quoting is refused.</summary>
    public string? ToCommand()
        => Connector is not null ? SetName(Connector, Value)
            : PowerShellText.TryQuote(Value) is { } value && PowerShellText.TryQuoteList(OldValues) is { } olds
            ? $"Get-InboundConnector | Where-Object {{ [string]$_.TlsSenderCertificateName -in {olds} }} | ForEach-Object {{ Set-InboundConnector -Identity $_.Identity -TlsSenderCertificateName {value} }}"
            : null;

    /// <summary>Null where no connector was exported, or quoting is refused.</summary>
    public string? ToUndo() => Connector?.TlsSenderCertificateName.Text is { } old ? SetName(Connector, old) : null;

    private static string? SetName(InboundConnector connector, string value)
        => PowerShellText.TryQuote(connector.Name) is { } name && PowerShellText.TryQuote(value) is { } quoted
            ? $"Set-InboundConnector -Identity {name} -TlsSenderCertificateName {quoted}"
            : null;

    /// <summary>Names of every certificate that any server of the group presented since the onset; null where unknown.</summary>
    private static List<IReadOnlyList<string>?> NamesInUse(IncidentReading reading)
    {
        bool InUse(ValueCounts v) => v.Value is not null && v.PassedDuring + v.FailedDuring + v.PassedAfter + v.FailedAfter > 0;
        return reading.InScope(EvidenceAttributes.Certificate).Rows.Where(InUse)
            .Concat(reading.Elsewhere(EvidenceAttributes.Certificate).Rows.Where(InUse))
            .Select(v => v.Value!)
            .Concat(reading.Facts.Values.Where(c => c.LastSeen >= reading.Evidence.FirstBad).Select(c => c.Thumbprint))
            .Distinct(StringComparer.Ordinal)
            .Select(t => reading.FactsOf(t) is { } facts ? CertificateNames.All(facts) : null)
            .ToList();
    }

    private static bool IsAccepted(string value, IncidentReading reading)
    {
        if (reading.Evidence.AcceptedDomains is { } accepted)
            return CertificateNames.IsAccepted(value, accepted) == NameMatch.Yes;
        // Without the list: a domain that mail was sent from, and passed. "*.d" asks for d or a subdomain; an exact
        // value for that very name.
        return SenderPasses(value, reading) > 0;
    }

    private static long SenderPasses(string value, IncidentReading reading)
    {
        string domain = value.StartsWith("*.", StringComparison.Ordinal) ? value[2..] : value;
        return reading.InScope(EvidenceAttributes.SenderDomain).Rows
            .Where(s => s.Value is not null && CertificateNames.Normalize(s.Value) == domain)
            .Sum(s => s.PassedBefore);
    }
}
