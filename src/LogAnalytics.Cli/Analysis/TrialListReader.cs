using LogAnalytics.Detection.Calibration;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Series trial by trial: the SQL of <c>Sql/calibration</c> in the shape that incidents are planted into.</summary>
public static class TrialListReader
{
    private const int SenderAndRecipient = 2;

    /// <summary>Every group that has trials, as <see cref="SeriesReader.Prepare"/> left them.</summary>
    public static IEnumerable<TrialList> Read(LakeDatabase database, IEnumerable<SeriesSummary> groups)
    {
        database.Execute("calibration/trials");
        IReadOnlyList<TrialKind> kinds = database.Query("calibration/kinds", row => new TrialKind(
            [.. SeriesReader.Attributes[..^SenderAndRecipient].Select(row.Text)], row.Text("sender_domain"),
            row.Text("recipient_domains")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []));
        foreach (SeriesSummary group in groups)
        {
            List<(int Kind, long Micros, bool Failed)> trials = database.Query(
                "calibration/series", row => ((int)row.Number("kind"), row.Number("micros"), row.Flag("failed")),
                new Dictionary<string, object?> { ["group_id"] = group.Group });
            yield return new TrialList(
                group.Group, SeriesReader.Attributes, kinds,
                [.. trials.Select(trial => trial.Kind)], [.. trials.Select(trial => trial.Micros)], [.. trials.Select(trial => trial.Failed)]);
        }
    }
}
