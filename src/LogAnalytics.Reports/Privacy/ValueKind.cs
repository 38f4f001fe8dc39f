namespace LogAnalytics.Reports.Privacy;

/// <summary>What a value names, which decides the form of its pseudonym.</summary>
public enum ValueKind
{
    /// <summary>Server, host or domain.</summary>
    Host,
    Address,

    /// <summary>Mailbox or message id: something with an <c>@</c>, or what stands in its place.</summary>
    Mailbox,
    Connector,

    /// <summary>Subject or issuer of a certificate.</summary>
    DistinguishedName,

    /// <summary>A part of one, such as the organisation.</summary>
    Name,
    Thumbprint,
    Serial,

    /// <summary>Account or display name.</summary>
    Person,

    /// <summary>File or folder.</summary>
    Path,
    Guid,
}
