namespace LogAnalytics.Samples.World;

/// <summary>Domains and words that addresses are made of: documentation names only.</summary>
internal static class Names
{
    public const string OwnDomain = "contoso.com";
    public const string TenantDomain = "contoso.mail.onmicrosoft.com";
    public const string SmartHost = "contoso-com.mail.protection.outlook.com";

    /// <summary>A sender domain that the tenant never registered.</summary>
    public const string UnverifiedDomain = "legacy-app.example";

    /// <summary>A partner in the service whose own rules refuse mail.</summary>
    public const string RefusingPartnerDomain = "humongous.example";

    public static readonly string[] OwnSenderDomains = [OwnDomain, "emea.contoso.com", "contoso-retail.example", "contoso-labs.example", "shop.contoso.com"];

    /// <summary>Forwarded mail keeps its foreign sender.</summary>
    public static readonly string[] ForeignSenderDomains = ["news.adatum.example", "billing.litware.example", "alpineski.example", "blueyonder.example"];

    /// <summary>Hosted in the service: accepted from anyone, attributed or not.</summary>
    public static readonly string[] HostedDomains = ["fabrikam.com", "woodgrove.example", TenantDomain];

    public static readonly string[] RelayDomains =
    [
        "adatum.example", "litware.example", "northwind.example", "proseware.example", "wingtip.example", "tailspin.example",
        "margies.example", "lucerne.example", "treyresearch.example", "consolidated.example", "cohovineyard.example", "cityhall.example",
        "fourthcoffee.example", "graphicdesign.example", "lakeshore.example", "munson.example", "nodpublishers.example", "relecloud.example",
        "southridge.example", "thephone.example", "vanarsdel.example", "wideworld.example", "bellows.example", "firstup.example",
    ];

    public static readonly string[] FirstNames =
        ["anna", "ben", "carla", "david", "eva", "farid", "greta", "hugo", "ines", "jonas", "kemal", "lena", "marta", "nils", "olga", "petra", "quinn", "rosa", "sven", "tove"];

    public static readonly string[] LastNames =
        ["abel", "berg", "costa", "dahl", "engel", "fuchs", "garcia", "haas", "ivanov", "jansen", "klein", "lopez", "meyer", "novak", "okafor", "peters", "roth", "silva", "toth", "weber"];

    public static readonly string[] Mailboxes = ["invoices", "noreply", "sales", "support", "orders", "reports"];
}
