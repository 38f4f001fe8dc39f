namespace LogAnalytics.Exports;

/// <summary>Values that an export lost: they are unknown, neither empty nor the text that stands in their place.</summary>
/// <param name="Count">Objects of the file.</param>
public sealed record ExportLoss(ObjectKind Kind, string Property, LossReason Reason, int Count);
