using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Notifying;
using LogAnalytics.Detection;
using LogAnalytics.Queries.Rules;
using LogAnalytics.Reports.Formats;

namespace LogAnalytics.Cli.Options;

/// <summary>What is analysed, and what makes a run fail.</summary>
public sealed class AnalysisOptions
{
    private readonly Option<string> _out = new("--out") { Description = "Folder of the results.", HelpName = "DIR", Required = true };
    private readonly Option<TimeBound?> _from = TimeBoundOption.Create("--from", "Only replies from here on: ISO 8601, or 7d, 12h before the newest row.");
    private readonly Option<TimeBound?> _to = TimeBoundOption.Create("--to", "Only replies before this instant.");

    private readonly FalseAlarmRateOption _falseAlarmRate;
    private readonly RelevanceOptions _relevance;
    private readonly RulesOption _rules;
    private readonly NotifyOption _notify;

    private readonly Option<string?> _failOn = new("--fail-on") { Description = "Exit with 1 when there are major incidents: any, or only such that the last analysis of the lake did not know.", HelpName = "new|any" };
    private readonly Option<bool> _failOnMinor = new("--fail-on-minor") { Description = "Minor incidents count for --fail-on too." };

    private readonly Option<bool> _open = new("--open") { Description = "Open the report when it is written; on a desktop only, never with --quiet." };

    private readonly Option<string[]> _formats = new("--format")
    {
        Description = "A further output; may be given several times: sarif (findings.sarif, SARIF 2.1.0), timesketch (timeline.jsonl).",
        HelpName = "sarif|timesketch",
    };

    public AnalysisOptions(Command command)
    {
        _formats.AcceptOnlyFromAmong(OutputFormats.All);
        _failOn.AcceptOnlyFromAmong("new", "any");
        command.Options.Add(_out);
        command.Options.Add(_from);
        command.Options.Add(_to);
        _falseAlarmRate = new FalseAlarmRateOption(command);
        _relevance = new RelevanceOptions(command);
        _rules = new RulesOption(command);
        command.Options.Add(_failOn);
        command.Options.Add(_failOnMinor);
        _notify = new NotifyOption(command);
        command.Options.Add(_open);
        command.Options.Add(_formats);
    }

    public string Out(ParseResult parse) => Path.GetFullPath(parse.GetValue(_out)!);

    public TimeBound? From(ParseResult parse) => parse.GetValue(_from);

    public TimeBound? To(ParseResult parse) => parse.GetValue(_to);

    public OnsetOptions Onset(ParseResult parse) => new() { FalseAlarmRate = _falseAlarmRate.Value(parse) };

    public IEnumerable<Given> Told(ParseResult parse) => _relevance.Told(parse);

    public IReadOnlyList<Rule> Rules(ParseResult parse) => _rules.Rules(parse);

    /// <summary>Some rules do not come with the tool.</summary>
    public bool HasOwnRules(ParseResult parse) => _rules.Folders(parse).Count > 0;

    /// <summary>Outputs beside the usual ones.</summary>
    public IReadOnlyList<string> Formats(ParseResult parse) => parse.GetValue(_formats) ?? [];

    /// <summary>All that decides which incidents are found, as text: analyses are compared with those that asked the same way.</summary>
    public string Way(ParseResult parse) => string.Join(' ', new[]
    {
        Bound("from", From(parse)),
        Bound("to", To(parse)),
        FormattableString.Invariant($"false-alarm-rate={_falseAlarmRate.Value(parse)}"),
    }.Concat(Told(parse).Select(given => $"{given.Kind}:{given.Subject}={given.Value}").Order(StringComparer.Ordinal)).Where(part => part.Length > 0));

    public FailOn FailOn(ParseResult parse) => parse.GetValue(_failOn) switch
    {
        null => Options.FailOn.Nothing,
        "new" => Options.FailOn.New,
        _ => Options.FailOn.Any,
    };

    public bool FailsOnMinor(ParseResult parse) => parse.GetValue(_failOnMinor);

    internal Notification? Notification(ParseResult parse) => _notify.Read(parse);

    public bool OpensReport(ParseResult parse) => parse.GetValue(_open);

    private static string Bound(string name, TimeBound? bound) => bound switch
    {
        null => "",
        { Absolute: { } absolute } => FormattableString.Invariant($"{name}={absolute:O}"),
        _ => $"{name}={bound.BeforeNewest} before the newest row",
    };
}
