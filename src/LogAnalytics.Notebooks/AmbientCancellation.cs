namespace LogAnalytics.Notebooks;

/// <summary>Lets a host, such as a notebook, cancel the queries of code that passes no token.</summary>
internal static class AmbientCancellation
{
    private static readonly AsyncLocal<CancellationToken> _token = new();

    public static CancellationToken Token
    {
        get => _token.Value;
        set => _token.Value = value;
    }
}
