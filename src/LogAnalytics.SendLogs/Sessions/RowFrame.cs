namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Whose connector and endpoints a stored row has, and how it is stored.</summary>
[Flags]
internal enum RowFrame : byte
{
    /// <summary>The session's, before the connection stands: no local endpoint.</summary>
    Session = 0,

    /// <summary>The session's local endpoint too.</summary>
    HasLocal = 1,

    /// <summary>The row carries its own.</summary>
    Own = 2,

    /// <summary>It has parameters.</summary>
    HasParameters = 4,

    /// <summary>It is of another file than the row before.</summary>
    OtherFile = 8,

    /// <summary>Its time is no whole number of milliseconds after the row before.</summary>
    Micros = 16,

    /// <summary>Its sequence number does not follow that of the row before.</summary>
    OtherSequence = 32,
}
