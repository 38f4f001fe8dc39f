using LogAnalytics.Reports.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogAnalytics.Cli.Terminal;

/// <summary>"12 s left"; empty as long as nobody can tell.</summary>
internal sealed class TimeLeftColumn : ProgressColumn
{
    private const string Key = "left";

    protected override bool NoWrap => true;

    public static void Set(ProgressTask task, TimeSpan? left) => task.State.Update<TimeSpan>(Key, _ => left ?? TimeSpan.Zero);

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(task.State.Get<TimeSpan>(Key) is { Ticks: > 0 } left ? Say.Span(left) + " left" : "");
}
