namespace LogAnalytics.Samples.Sessions;

internal readonly record struct Recipient(string LocalPart, string Domain, bool Hosted);

/// <summary>One mail on its way out. It keeps its ids when it is sent again.</summary>
internal sealed class SampleMessage
{
    public required long RecordId { get; init; }

    /// <summary>In angle brackets.</summary>
    public required byte[] InternetMessageId { get; init; }

    /// <summary>Empty for the null sender.</summary>
    public required string Sender { get; init; }

    public required string SenderDomain { get; init; }
    public required Recipient[] Recipients { get; init; }
    public required int SizeBytes { get; init; }

    /// <summary>Not sent again before this moment.</summary>
    public long DueMs { get; set; }

    public bool FailedBefore { get; set; }
}
