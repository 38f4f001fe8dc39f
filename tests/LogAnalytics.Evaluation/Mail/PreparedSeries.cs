using LogAnalytics.Detection;

namespace LogAnalytics.Evaluation.Mail;

/// <summary>
/// Attempts to trials, plainly: outcomes that say nothing are left out, and of a run of failures of one message only the
/// first stays. What Sql/series does from tables, written again in the way of onset detection's own words.
/// </summary>
internal sealed class PreparedSeries
{
    public static readonly string[] Attributes =
    [
        "server", "connector", "certificate", "public_address", "starttls", "tls_protocol", "local_address", "sender_domain", "recipient_domain",
    ];

    public PreparedSeries(IReadOnlyList<Attempt> attempts)
    {
        Attempts = attempts;
        var hasFailed = new HashSet<int>();
        foreach (var attempt in attempts.Where(attempt => attempt.Outcome != Outcome.Neither))
        {
            var fails = attempt.Outcome == Outcome.AttributionFailed;
            var isRetry = fails && attempt.HasKey && hasFailed.Contains(attempt.Message);
            if (fails)
                hasFailed.Add(attempt.Message);
            else
                hasFailed.Remove(attempt.Message);
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
