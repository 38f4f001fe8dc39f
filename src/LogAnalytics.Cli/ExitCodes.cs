using LogAnalytics.Inputs;
using LogAnalytics.Kernel;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Cli;

/// <summary>What a script can rely on. When several hold: 130 &gt; 5 &gt; 4 &gt; 3 &gt; 1.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Done, and incidents matched <c>--fail-on</c>.</summary>
    public const int IncidentsFound = 1;

    /// <summary>Usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>Done, but the input is incomplete.</summary>
    public const int Incomplete = 3;

    /// <summary>Environment, I/O, or a lake that cannot be used.</summary>
    public const int Environment = 4;

    /// <summary>A fault of the tool itself.</summary>
    public const int Internal = 5;

    /// <summary>Another run holds the lake; try again.</summary>
    public const int Busy = 75;

    /// <summary>Cancelled; the lake is consistent.</summary>
    public const int Cancelled = 130;

    /// <summary>What a failure means.</summary>
    public static int Of(Exception failure) => failure switch
    {
        OperationCanceledException => Cancelled,
        EngineException => Environment,
        InputException or QueryException or ReplyTaxonomyException or KernelException => Usage,
        LakeBusyException => Busy,
        LakeException or IOException or UnauthorizedAccessException or InvalidDataException or OutOfMemoryException => Environment,
        _ => Internal,
    };

    /// <summary>The one that a run ends with when several hold.</summary>
    public static int Worst(IEnumerable<int> codes) => codes.Append(Done).MaxBy(Rank);

    private static int Rank(int code) => code switch
    {
        Cancelled => 6,
        Internal => 5,
        Environment => 4,
        Busy => 4,
        Incomplete => 3,
        Usage => 2,
        IncidentsFound => 1,
        _ => 0,
    };
}
