using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Scheduling;

/// <summary>A command line that the system's scheduler is to call.</summary>
internal sealed record ScheduledJob
{
    /// <summary>Longer than any night: what hangs is ended, and the next run goes on from the ledger.</summary>
    public const int MostHours = 12;

    public required string Name { get; init; }

    /// <summary>The executable.</summary>
    public required string Tool { get; init; }

    /// <summary>Verb, options and INPUT; paths are absolute.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>UTC; of an hourly job only the minute counts.</summary>
    public required TimeOnly Time { get; init; }

    public bool IsHourly { get; init; }

    /// <summary>The account it runs as; null: whoever the scheduler takes.</summary>
    public string? User { get; init; }

    /// <summary>The folders that it writes below: lake and out.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <summary>A program of the user's own is called, which may send mail.</summary>
    public bool Notifies { get; init; }

    /// <summary>Line breaks end an entry of every scheduler.</summary>
    /// <exception cref="InputException">There is one.</exception>
    public void RefuseLineBreaks()
    {
        foreach (string text in Arguments.Concat(Writes).Append(Tool).Append(User ?? "").Where(text => text.Any(char.IsControl)))
            throw new InputException($"'{text}' holds a line break or another control character, which no scheduler takes. Put the option into a settings file (--config).");
    }
}
