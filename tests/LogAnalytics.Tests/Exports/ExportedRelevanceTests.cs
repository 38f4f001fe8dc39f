using System.Text;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Exports;

namespace LogAnalytics.Tests.Exports;

/// <summary>Address spaces and smart hosts tell what a connector is for.</summary>
public class ExportedRelevanceTests
{
    private const string Service = "contoso-com.mail.protection.outlook.com";

    [Theory]
    [InlineData("SMTP:*;1", Service, "False", "relay", "exchange_online")]
    [InlineData("SMTP:*;1", Service + ", 192.0.2.4", "False", null, null)]
    [InlineData("SMTP:*;1", "gateway.contoso.com", "False", null, null)]
    [InlineData("SMTP:*;10", "", "True", "mx_delivery", null)]
    [InlineData("SMTP:contoso.mail.onmicrosoft.com;1", "", "True", "tenant_only", null)]
    [InlineData("SMTP:contoso.mail.onmicrosoft.com;1", Service, "False", "tenant_only", "exchange_online")]
    [InlineData("SMTP:partner.example;1", "", "True", null, null)]
    [InlineData("", Service, "False", null, "exchange_online")]
    public void Send_connector_tells_role_and_family_where_it_can(string spaces, string hosts, string dns, string? role, string? family)
    {
        Given[] given = [.. ExportedRelevance.Of(Set(Row("Out", spaces, hosts, dns)))];

        Assert.Equal(role, given.SingleOrDefault(fact => fact.Kind == Given.RelayRole)?.Value);
        Assert.Equal(family, given.SingleOrDefault(fact => fact.Kind == Given.ConnectorFamily)?.Value);
        Assert.All(given, fact => Assert.False(fact.IsUsers));
        Assert.All(given, fact => Assert.StartsWith("given by an export, a.csv: address space ", fact.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void Exports_that_contradict_each_other_tell_nothing()
    {
        Given[] given = [.. ExportedRelevance.Of(Set(Row("Out", "SMTP:*;1", Service, "False"), Row("OUT", "SMTP:*;1", "", "True")))];

        Assert.Empty(given);
    }

    [Fact]
    public void Accepted_domains_of_the_tenant_are_hosted_and_sending_to_them_alone_is_tenant_only()
    {
        ExportFile domains = ExportReader.Read("d.csv", Encoding.UTF8.GetBytes("\"Name\",\"DomainName\",\"DomainType\"\n\"a\",\"contoso.com\",\"Authoritative\"\n\"b\",\"contoso.onmicrosoft.com\",\"Authoritative\"\n"));

        Given[] given = [.. ExportedRelevance.Of(ExportSet.Of([domains, File("a.csv", Row("Out", "SMTP:contoso.com;1", "", "True"))]))];

        Assert.Equal("tenant_only", given.Single(fact => fact.Kind == Given.RelayRole).Value);
        Assert.Equal(["contoso.com", "contoso.onmicrosoft.com"], given.Where(fact => fact.Kind == Given.HostedDomain).Select(fact => fact.Name));
    }

    private static ExportSet Set(params string[] rows) => ExportSet.Of([File("a.csv", rows)]);

    private static ExportFile File(string path, params string[] rows) =>
        ExportReader.Read(path, Encoding.UTF8.GetBytes("\"Name\",\"Enabled\",\"AddressSpaces\",\"SmartHosts\",\"DNSRoutingEnabled\"\n" + string.Concat(rows)));

    private static string Row(string name, string spaces, string hosts, string dns) => $"\"{name}\",\"True\",\"{spaces}\",\"{hosts}\",\"{dns}\"\n";
}
