namespace LogAnalytics.Lake.Pruning;

/// <summary>What goes, or went, of one server and service.</summary>
/// <param name="FirstDay">Days since 1970, of the units that go.</param>
/// <param name="Units">That go.</param>
/// <param name="ReducedUnits">Of which sessions stay that younger logs go on with.</param>
/// <param name="Files">Logs that cannot be restored any more.</param>
/// <param name="LogBytes">Size of these logs.</param>
/// <param name="LakeBytes">Of the tables that go.</param>
public sealed record PrunedLog(
    string Server, string Service, int? FirstDay, int? LastDay, int Units, int ReducedUnits, int Files, long Rows, long LogBytes, long LakeBytes);
