using System.CommandLine;

namespace LogAnalytics.Cli.Options;

/// <summary>An option that takes a bound in time.</summary>
public static class TimeBoundOption
{
    public static Option<TimeBound?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "T",
        CustomParser = result =>
        {
            if (TimeBound.TryParse(result.Tokens[0].Value, out TimeBound? bound))
                return bound;
            result.AddError($"{name} '{result.Tokens[0].Value}' is no time. Write 2026-03-12, 2026-03-12T06:00Z, 7d or 12h.");
            return null;
        },
    };
}
