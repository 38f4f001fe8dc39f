namespace LogAnalytics.Detection.Calibration;

/// <summary>
/// Trials with given outcomes to a run-length encoded series, as <c>Sql/series</c> does it: sender and recipient domains that never
/// failed explain nothing, and stand in one cell. The ordinal of a trial is its index.
/// </summary>
internal sealed class SeriesEncoder
{
    private const string NeverFailed = "";

    private readonly TrialList _trials;
    private readonly int[] _environmentOfKind;

    public SeriesEncoder(TrialList trials)
    {
        _trials = trials;
        var environments = new Dictionary<string, int>(StringComparer.Ordinal);
        _environmentOfKind = [.. trials.Kinds.Select(kind =>
        {
            var key = string.Join('\u001f', kind.Values.Select(value => value ?? "\u001e"));
            if (!environments.TryGetValue(key, out var environment))
                environments[key] = environment = environments.Count;
            return environment;
        })];
    }

    public TrialSeries Encode(bool[] failed)
    {
        var failing = Enumerable.Range(0, failed.Length).Where(trial => failed[trial]).Select(trial => _trials.Kinds[_trials.KindOf[trial]]).Distinct().ToList();
        var senders = failing.Select(kind => kind.SenderDomain).ToHashSet();
        var recipients = failing.SelectMany(kind => kind.RecipientDomains).ToHashSet(StringComparer.Ordinal);
        var cells = new List<IReadOnlyList<string?>>();
        var cellOf = new Dictionary<(int Environment, string? Sender, string? Recipient), int>();
        // Two per kind: where it passed, and where it failed; -1 until one is seen.
        var cellOfKind = new int[2 * _trials.Kinds.Count];
        Array.Fill(cellOfKind, -1);
        var runs = new List<TrialRun>();
        var rowOfCell = new Dictionary<int, int>();
        var run = -1;
        for (var i = 0; i < failed.Length; i++)
        {
            if (i == 0 || failed[i] != failed[i - 1])
            {
                run++;
                rowOfCell.Clear();
            }
            var slot = (2 * _trials.KindOf[i]) + (failed[i] ? 1 : 0);
            var cell = cellOfKind[slot] >= 0 ? cellOfKind[slot] : cellOfKind[slot] = CellOf(_trials.KindOf[i], failed[i]);
            var micros = _trials.TimesMicros[i];
            if (rowOfCell.TryGetValue(cell, out var row))
            {
                runs[row] = runs[row] with { Count = runs[row].Count + 1, LastTrial = i, LastTimeMicros = micros };
            }
            else
            {
                rowOfCell[cell] = runs.Count;
                runs.Add(new TrialRun(run, failed[i], cell, 1, i, i, micros, micros));
            }
        }
        return new TrialSeries(_trials.Group, _trials.AttributeNames, cells, runs);

        int CellOf(int kindIndex, bool isFailed)
        {
            var kind = _trials.Kinds[kindIndex];
            var sender = kind.SenderDomain is { } domain && senders.Contains(domain) ? domain : NeverFailed;
            var key = (_environmentOfKind[kindIndex], sender, RecipientOf(kind, isFailed));
            if (!cellOf.TryGetValue(key, out var cell))
            {
                cellOf[key] = cell = cells.Count;
                cells.Add([.. kind.Values, key.sender, key.Item3]);
            }
            return cell;
        }

        // Several domains at once, or none, are no single partner's doing.
        string? RecipientOf(TrialKind kind, bool isFailed) =>
            isFailed
                ? kind.RecipientDomains.Count == 1 ? kind.RecipientDomains[0] : null
                : kind.RecipientDomains.FirstOrDefault(recipients.Contains) ?? NeverFailed;
    }
}
