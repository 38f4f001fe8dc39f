using System.Xml.Linq;
using LogAnalytics.Notebooks;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Tests.Notebooks;

public class ChartTests
{
    private static readonly DateTime _start = new(2026, 3, 10, 5, 0, 0, DateTimeKind.Utc);
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_draws_each_row_within_the_frame()
    {
        XElement svg = XElement.Parse(new Chart("Refused").Bars(Hours(1, 5, 3), "hour", "n").Points(Hours(2, null, 4), "hour", "n").ToSvg());

        XElement[] bars = [.. svg.Elements(_svg + "rect").Where(rect => rect.Attribute("fill-opacity") is not null)];
        Assert.Equal(3, bars.Length);
        Assert.Equal(2, svg.Elements(_svg + "circle").Count());
        double[] heights = [.. bars.Select(bar => (double)bar.Attribute("height")!)];
        Assert.Equal(5, heights[1] / heights[0], 2);
        Assert.All(bars, bar => Assert.InRange((double)bar.Attribute("x")!, 60, 724 - (double)bar.Attribute("width")!));
        Assert.All(bars, bar => Assert.Equal(260, (double)bar.Attribute("y")! + (double)bar.Attribute("height")!, 1));
    }

    [Fact]
    public void ToSvg_bars_of_two_series_stand_side_by_side()
    {
        XElement svg = XElement.Parse(new Chart("x").Bars(Hours(1, 2, 3), "hour", "n", "a").Bars(Hours(3, 2, 1), "hour", "n", "b").ToSvg());

        (double From, double To)[] bars = [.. svg.Elements(_svg + "rect").Where(rect => rect.Attribute("fill-opacity") is not null)
            .Select(bar => ((double)bar.Attribute("x")!, (double)bar.Attribute("x")! + (double)bar.Attribute("width")!)).Order()];
        Assert.Equal(6, bars.Length);
        Assert.All(bars.Zip(bars.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From + 0.05));
    }

    [Fact]
    public void ToSvg_line_has_a_hole_where_there_is_no_value()
    {
        XElement svg = XElement.Parse(new Chart("x").Line(Hours(1, 2, null, 4, 5), "hour", "n").ToSvg());

        Assert.Equal(2, ((string)svg.Element(_svg + "path")!.Attribute("d")!).Count(c => c == 'M'));
    }

    [Fact]
    public void ToSvg_same_data_give_the_same_text() =>
        Assert.Equal(new Chart("x").Steps(Hours(1, 2), "hour", "n").Mark(_start, "m").ToSvg(), new Chart("x").Steps(Hours(1, 2), "hour", "n").Mark(_start, "m").ToSvg());

    [Fact]
    public void ToSvg_hostile_labels_are_text()
    {
        const string hostile = "<script>alert(1)</script>\u0001\ud800\"'&";

        string svg = new Chart(hostile).Line(Hours(1), "hour", "n", hostile).Mark(_start, hostile).Span(_start, _start.AddHours(1), hostile).ToSvg();

        Assert.DoesNotContain("<script", svg);
        Assert.Equal(5, XElement.Parse(svg).Descendants().Count(element => element.Value.StartsWith("<script>", StringComparison.Ordinal)));
    }

    [Fact]
    public void ToSvg_nothing_to_draw_is_said() => Assert.Contains("no data", new Chart("x").ToSvg());

    [Fact]
    public void Series_of_a_wrong_column_are_refused()
    {
        DataFrame frame = new(new StringDataFrameColumn("text", ["a"]), new DoubleDataFrameColumn("n", [1.0]));

        Assert.Contains("text, n", Assert.Throws<ArgumentException>(() => new Chart("x").Line(frame, "hour", "n")).Message);
        Assert.Contains("'text'", Assert.Throws<ArgumentException>(() => new Chart("x").Line(frame, "text", "n")).Message);
        Assert.Contains("'text'", Assert.Throws<ArgumentException>(() => new Chart("x").Line(frame, "n", "text")).Message);
        Assert.Throws<InvalidOperationException>(() => new Chart("x").Line(frame, "n", "n").Mark(_start, "m").ToSvg());
    }

    [Fact]
    public void HtmlTable_escapes_values_and_says_what_it_leaves_out()
    {
        DataFrame frame = new(new StringDataFrameColumn("<b>", Enumerable.Range(0, 60).Select(i => i == 0 ? "<img src=x onerror=alert(1)>" : i == 1 ? null : "")));

        string html = HtmlTable.Of(frame);

        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("<b>", html);
        Assert.Contains("60 rows × 1 columns, the first 50 shown", html);
        Assert.Equal(51, html.Split("<tr>").Length - 1);
        Assert.Contains("–", HtmlTable.Plain(frame));
    }

    private static DataFrame Hours(params double?[] values) =>
        new(new DateTimeDataFrameColumn("hour", values.Select((_, i) => _start.AddHours(i))), new DoubleDataFrameColumn("n", values));
}
