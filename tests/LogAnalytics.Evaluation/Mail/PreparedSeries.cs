using LogAnalytics.Detection;

namespace LogAnalytics.Evaluation.Mail;

/// <summary>
/// Attempts to trials, plainly: outcomes that say nothing are left out, and of a run of failures of one message only the
/// first stays. What Sql/series does from tables, written again without it.
/// </summary>
internal sealed class PreparedSeries
{
    public static readonly string[] Attributes =
    [
        "server", "connector", "certificate", "public_address", "starttls", "tls_protocol", "local_address", "sender_domain", "recipient_domain",
    ];

    private const long HourMs = 3_600_000;

    public PreparedSeries(IReadOnlyList<Attempt> attempts)
    {
        Attempts = attempts;
        var lastFailure = new Dictionary<(int, string, int, string), long>();
        foreach (var attempt in attempts.Where(attempt => attempt.Outcome != Outcome.Neither))
        {
            var key = attempt.HasKey ? (attempt.Message, "", 0, "") : (-1, attempt.Sender, attempt.Mailbox, attempt.Recipient);
            // Without an id the same sender and recipient may be another message: only a quick repetition is taken for a retry.
            var spanMs = attempt.HasKey ? 48 * HourMs : HourMs;
            var isRetry = Failed(attempt) && lastFailure.TryGetValue(key, out var last) && attempt.TimeMs - last <= spanMs;
            if (Failed(attempt))
                lastFailure[key] = attempt.TimeMs;
            else
                lastFailure.Remove(key);
            if (!isRetry)
                Trials.Add(attempt);
        }
    }

    /// <summary>Everything, in order of time.</summary>
    public IReadOnlyList<Attempt> Attempts { get; }

    public List<Attempt> Trials { get; } = [];

    public static bool Failed(Attempt trial) => trial.Outcome == Outcome.AttributionFailed;

    public TrialSeries Encode()
    {
        var senders = Trials.Where(Failed).Select(trial => trial.Sender).ToHashSet();
        var recipients = Trials.Where(Failed).Select(trial => trial.Recipient).ToHashSet();
        var cells = new List<IReadOnlyList<string?>>();
        var cellOf = new Dictionary<(string, string, string?, string, string, string?, string, string, string), int>();
        var runs = new List<TrialRun>();
        var rowOfCell = new Dictionary<int, int>();
        var run = -1;
        for (var i = 0; i < Trials.Count; i++)
        {
            var trial = Trials[i];
            var micros = trial.TimeMs * 1000;
            if (i == 0 || Failed(trial) != Failed(Trials[i - 1]))
            {
                run++;
                rowOfCell.Clear();
            }
            // Domains that never failed explain nothing; the series keeps them as one.
            var key = (trial.Server, trial.Connector, trial.Certificate, trial.PublicAddress, trial.StartTls, trial.TlsProtocol, trial.LocalAddress,
                senders.Contains(trial.Sender) ? trial.Sender : "", recipients.Contains(trial.Recipient) ? trial.Recipient : "");
            if (!cellOf.TryGetValue(key, out var cell))
            {
                cellOf[key] = cell = cells.Count;
                cells.Add([key.Item1, key.Item2, key.Item3, key.Item4, key.Item5, key.Item6, key.Item7, key.Item8, key.Item9]);
            }
            if (rowOfCell.TryGetValue(cell, out var row))
            {
                runs[row] = runs[row] with { Count = runs[row].Count + 1, LastTrial = i, LastTimeMicros = micros };
            }
            else
            {
                rowOfCell[cell] = runs.Count;
                runs.Add(new TrialRun(run, Failed(trial), cell, 1, i, i, micros, micros));
            }
        }
        return new TrialSeries("evaluation", Attributes, cells, runs);
    }
}
