namespace LogAnalytics.Exports;

/// <summary>How an export lost a value.</summary>
public enum LossReason
{
    /// <summary>A type name stands where the values were: <c>System.String[]</c>.</summary>
    TypeName,

    /// <summary>Cut by <c>-Depth</c>.</summary>
    Depth,

    /// <summary>Shortened for the screen: <c>{a, b…}</c>.</summary>
    Shortened,

    /// <summary>A date whose order of day and month is not told.</summary>
    DateOrder,

    /// <summary>Text that is no value of its property.</summary>
    Unreadable,
}
