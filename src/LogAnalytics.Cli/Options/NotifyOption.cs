using System.CommandLine;
using LogAnalytics.Cli.Notifying;
using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Options;

/// <summary>Who is told when something is new.</summary>
public sealed class NotifyOption
{
    private readonly Option<string?> _command = new("--notify")
    {
        Description = "A program, with its arguments, that gets findings.json on standard input when there are new incidents (as --fail-on new counts them); else it is not called. Run without a shell (docs/scheduling.md).",
        HelpName = "COMMAND",
    };

    public NotifyOption(Command command)
    {
        _command.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && CommandText.Split(result.Tokens[0].Value) is not { Count: > 0 })
                result.AddError($"--notify '{result.Tokens[0].Value}' is no command: a quote is not closed, or it is empty.");
        });
        command.Options.Add(_command);
    }

    /// <summary>Whom to call; null where nobody is. Looked for before the work, so that a misspelt one is not found behind it.</summary>
    /// <exception cref="InputException">There is no such program.</exception>
    internal Notification? Read(ParseResult parse)
    {
        if (parse.GetValue(_command) is not { } text)
            return null;
        IReadOnlyList<string> words = CommandText.Split(text)!;
        string program = ProgramFile.Find(words[0], System.Environment.GetEnvironmentVariable("PATH"))
            ?? throw new InputException($"--notify: there is no program '{words[0]}' that can be run. A name alone is looked for in PATH; else name its path.");
        return new Notification([program, .. words.Skip(1)], Notification.DefaultTimeout);
    }
}
