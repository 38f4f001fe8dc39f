using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Restoring;

/// <summary>A log as the lake gives it back.</summary>
/// <param name="Row">One of the ledger's rows with this content.</param>
/// <param name="Image">Valid until the next file is asked for.</param>
/// <param name="Problem">Why it is not what was read; null where it is, byte for byte.</param>
public sealed record RestoredFile(LedgerRow Row, FileImage Image, string? Problem);
