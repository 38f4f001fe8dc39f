using LogAnalytics.Notebooks;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Kernel.Engine;

/// <summary>What every cell can call.</summary>
public sealed class CellGlobals
{
    private readonly Func<Notebooks.Lake> _lake;

    internal CellGlobals(Func<Notebooks.Lake> lake) => _lake = lake;

    /// <summary>The table that a <c>%%sql name</c> cell hands to its variable.</summary>
    public DataFrame? SqlResult { get; internal set; }

    /// <summary>Asks the notebook's lake; see <see cref="Notebooks.Lake.Sql"/>.</summary>
    public DataFrame Sql(string sql, object? parameters = null) => _lake().Sql(sql, parameters);

    /// <summary>Asks the notebook's lake for objects; see <see cref="Notebooks.Lake.Rows"/>.</summary>
    public IReadOnlyList<T> Rows<T>(string sql, object? parameters = null) => _lake().Rows<T>(sql, parameters);

    /// <summary>Shows a value as the last expression of a cell is shown; tables and charts in the middle of a cell.</summary>
    public void Display(object? value)
    {
        if (CellScope.Current is not { } scope || CellFormatter.Forms(value) is not { } forms)
            return;
        scope.Printing.Flush();
        scope.Output.Display(forms);
    }
}
