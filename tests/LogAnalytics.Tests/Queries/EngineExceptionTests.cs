using DuckDB.NET.Native;
using LogAnalytics.Queries;

namespace LogAnalytics.Tests.Queries;

public class EngineExceptionTests
{
    [Theory]
    [InlineData(DuckDBErrorType.Interrupt, "INTERRUPT Error: Interrupted!")]
    // As an interruption comes out of a statement that is being prepared.
    [InlineData(DuckDBErrorType.Invalid, "INTERRUPT Error: Interrupted!\n\nLINE 2: WITH per_hour AS (\n                    ^")]
    public void Interruption_is_a_cancellation(DuckDBErrorType type, string message) =>
        Assert.IsType<OperationCanceledException>(EngineException.From(type, message, isOwnSql: true));

    [Fact]
    public void Failure_of_own_sql_is_the_engines() =>
        Assert.IsType<EngineException>(EngineException.From(DuckDBErrorType.Binder, "Binder Error: INTERRUPT Error: is a column", isOwnSql: true));
}
