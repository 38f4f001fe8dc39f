using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Output;

/// <summary>Writes the rows of a query in one format.</summary>
public abstract class ResultWriter
{
    public abstract void Write(QueryResult result, TextWriter writer);
}
