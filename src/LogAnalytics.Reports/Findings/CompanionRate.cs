using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Findings;

/// <summary>How often a companion reply came, in the day before the window and during it.</summary>
public sealed record CompanionRate(string Family, long Before, long SessionsBefore, long During, long SessionsDuring)
{
    public string Text => $"{Say.Words(Family)}: {Say.Count(During)} of {Say.Count(SessionsDuring)} sessions during, {Say.Count(Before)} of {Say.Count(SessionsBefore)} in the day before";
}
