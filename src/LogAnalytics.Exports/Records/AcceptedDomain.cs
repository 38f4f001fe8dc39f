using System.Text.RegularExpressions;

namespace LogAnalytics.Exports;

/// <summary>An accepted domain, of the tenant or of the organisation on premises: the two look alike.</summary>
/// <param name="IsTenant">Known to be the tenant's or not; null where the file as a whole has to tell.</param>
/// <param name="Source">File.</param>
public sealed partial record AcceptedDomain(string Name, bool? IsTenant, DateTime? TakenAt, string Source)
{
    /// <summary>Every tenant has one <c>name.onmicrosoft.com</c>; on premises only <c>name.mail.onmicrosoft.com</c> is entered.</summary>
    public bool IsInitialDomain => InitialDomain().IsMatch(Name);

    [GeneratedRegex(@"^[^.]+\.(onmicrosoft\.(com|us|de)|partner\.onmschina\.cn)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InitialDomain();
}
