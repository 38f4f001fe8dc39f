using LogAnalytics.Detection;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Detection;

public class MergedRowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void View_of_merged_rows_is_that_of_all_rows(int seed)
    {
        TrialTable table = new(
            new MailFlow(seed) { Background = 0.05 }.Add(400).Add(60, (trial, _) => trial.Sender == "<>" ? 1 : 0.5).Add(300).Build(), new OnsetOptions());
        Random random = new(seed);

        for (int round = 0; round < 3; round++)
        {
            foreach (Slice slice in Slices(table))
            {
                RunView all = new();
                for (int i = 0; i < table.Rows.Length; i++)
                {
                    if (table.Alive[i] && table.Contains(slice, table.Rows[i]))
                        all.Add(table.Rows[i]);
                }

                Assert.Equal(Runs(all), Runs(table.View(slice)));
            }

            Assert.True(table.Merged.Length < table.Alive.ToArray().Count(alive => alive));
            for (int i = 0; i < table.Rows.Length; i++)
            {
                if (random.Next(5) == 0)
                    table.TakeOut(i);
            }
        }
    }

    [Fact]
    public void Restored_rows_are_merged_again()
    {
        TrialTable table = new(new MailFlow(7) { Background = 0.1 }.Add(200).Build(), new OnsetOptions());
        (bool[] alive, int length) = (table.Alive.ToArray(), table.Merged.Length);

        for (int i = 0; i < table.Rows.Length; i++)
            table.TakeOut(i);
        Assert.Empty(table.Merged);
        table.Restore(alive);

        Assert.Equal(length, table.Merged.Length);
    }

    private static IEnumerable<Slice> Slices(TrialTable table) =>
        table.SliceAttributes.SelectMany(attribute => Enumerable.Range(0, table.ValueCount(attribute)).Select(value => new Slice(attribute, value))).Prepend(Slice.Whole);

    // The cell of a run of a view means nothing.
    private static IEnumerable<string> Runs(RunView view) => Enumerable.Range(0, view.Length).Select(i =>
        $"{view[i] with { Cell = 0 }} {view.LastRunIndex(i)} {view.FailedBefore[i + 1]} {view.TrialsBefore[i + 1]}");
}
