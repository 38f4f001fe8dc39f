using System.CommandLine;
using LogAnalytics.Detection;

namespace LogAnalytics.Cli.Options;

/// <summary>What a major incident has to be beyond.</summary>
public sealed class FalseAlarmRateOption
{
    private readonly Option<double> _rate = new("--false-alarm-rate")
    {
        Description = "Chance of a false major incident per series; default 0.001.",
        HelpName = "RATE",
        DefaultValueFactory = _ => OnsetOptions.DefaultFalseAlarmRate,
    };

    public FalseAlarmRateOption(Command command)
    {
        NumberBounds.BetweenZeroAndOne(_rate);
        command.Options.Add(_rate);
    }

    public double Value(ParseResult parse) => parse.GetValue(_rate);
}
