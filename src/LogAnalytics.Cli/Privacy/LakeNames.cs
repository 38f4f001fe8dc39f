using LogAnalytics.Exports;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Privacy;

namespace LogAnalytics.Cli.Privacy;

/// <summary>The names that a lake and the side inputs hold.</summary>
public static class LakeNames
{
    /// <summary>Those that redaction does not tell by their form.</summary>
    public static SensitiveValues Read(LakeDatabase database, ExportSet exports)
    {
        SensitiveValues values = new();
        foreach ((ValueKind kind, string value) in All(database, exports, withPlain: false))
            values.Add(kind, value);
        return values;
    }

    /// <param name="withPlain">Those too that redaction tells by their form.</param>
    public static IEnumerable<(ValueKind Kind, string Value)> All(LakeDatabase database, ExportSet exports, bool withPlain) =>
        database.Query("privacy/values", row => (KindOf(row.Text("kind")!), row.Text("value")!), new Dictionary<string, object?> { ["all"] = withPlain })
            .Concat(OfExports(exports).Where(entry => entry.Value is not null).Select(entry => (entry.Kind, entry.Value!)));

    private static ValueKind KindOf(string kind) => kind switch
    {
        "host" => ValueKind.Host,
        "address" => ValueKind.Address,
        "mailbox" => ValueKind.Mailbox,
        "connector" => ValueKind.Connector,
        "thumbprint" => ValueKind.Thumbprint,
        "serial" => ValueKind.Serial,
        "distinguished_name" => ValueKind.DistinguishedName,
        "path" => ValueKind.Path,
        _ => throw new InvalidOperationException($"privacy/values gives the unknown kind '{kind}'."),
    };

    private static IEnumerable<(ValueKind Kind, string? Value)> OfExports(ExportSet exports)
    {
        foreach (InboundConnector connector in exports.InboundConnectors ?? [])
        {
            yield return (ValueKind.Connector, connector.Name);
            foreach (string name in connector.TlsSenderCertificateName.Items)
                yield return (ValueKind.Host, name);
        }

        foreach (SendConnector connector in exports.SendConnectors ?? [])
        {
            yield return (ValueKind.Connector, connector.Name);
            foreach (string host in connector.SmartHosts.Items)
                yield return (ValueKind.Host, host);
        }

        foreach (string domain in exports.AcceptedDomains ?? [])
            yield return (ValueKind.Host, domain);
        foreach (ExportedCertificate certificate in exports.Certificates)
        {
            yield return (ValueKind.Host, certificate.Server);
            yield return (ValueKind.Thumbprint, certificate.Thumbprint);
            yield return (ValueKind.Serial, certificate.Serial);
            yield return (ValueKind.DistinguishedName, certificate.Subject);
            yield return (ValueKind.DistinguishedName, certificate.Issuer);
            foreach (string name in certificate.Names ?? [])
                yield return (ValueKind.Host, name);
        }

        foreach (ConfigurationChange change in exports.Changes)
        {
            yield return (ValueKind.Connector, change.Target);
            yield return (ValueKind.Person, change.By);
        }

        foreach (ExportFile file in exports.Files)
            yield return (ValueKind.Path, file.Path);
    }
}
