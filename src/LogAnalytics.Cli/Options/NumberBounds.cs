using System.CommandLine;
using System.Globalization;

namespace LogAnalytics.Cli.Options;

/// <summary>Bounds of numbers that were typed. What is no number at all is the parser's to say.</summary>
public static class NumberBounds
{
    public static void AtLeastOne(Option<int> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ } token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int value) && value < 1)
            result.AddError($"{option.Name} must be at least 1.");
    });

    public static void BetweenZeroAndOne(Option<double> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ } token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out double value) && value is not (> 0 and < 1))
            result.AddError($"{option.Name} must lie between 0 and 1.");
    });
}
