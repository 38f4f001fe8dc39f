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
        _rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < 1))
                result.AddError("--false-alarm-rate must lie between 0 and 1.");
        });
        command.Options.Add(_rate);
    }

    public double Value(ParseResult parse) => parse.GetValue(_rate);
}
