using System.Globalization;
using LogAnalytics.Queries;

namespace LogAnalytics.Notebooks;

/// <summary>A result has more rows than may come into memory at once.</summary>
public sealed class ResultTooLargeException : QueryException
{
    internal ResultTooLargeException(int maxRows)
        : base(string.Create(CultureInfo.InvariantCulture,
            $"The result has more than {maxRows:N0} rows. Aggregate or filter in SQL (GROUP BY, WHERE, LIMIT), raise {nameof(LakeOptions)}.{nameof(LakeOptions.MaxRows)}, or write it to a file with 'loganalytics query --format csv --output F'."))
    {
        MaxRows = maxRows;
    }

    /// <summary>The limit that was reached.</summary>
    public int MaxRows { get; }
}
