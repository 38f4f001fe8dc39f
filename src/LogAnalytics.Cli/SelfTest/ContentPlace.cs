namespace LogAnalytics.Cli.SelfTest;

/// <summary>Some sessions of one server and service in one table.</summary>
/// <param name="Bucket">Of the hash of the session id.</param>
internal sealed record ContentPlace(string Table, string Server, string Service, int Bucket);
