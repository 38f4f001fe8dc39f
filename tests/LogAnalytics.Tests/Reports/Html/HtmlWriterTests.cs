using System.Net;
using CsCheck;
using LogAnalytics.Reports.Html;

namespace LogAnalytics.Tests.Reports.Html;

public class HtmlWriterTests
{
    [Fact]
    public void Text_and_attributes_are_encoded()
    {
        using StringWriter writer = new();
        HtmlWriter html = new(writer);
        using (html.In("p", ("title", "\" onmouseover=\"alert(1)"), ("hidden", null)))
            html.Text("</p><script>alert('1')</script> & more");

        Assert.Equal("<p title=\"&quot; onmouseover=&quot;alert(1)\">&lt;/p&gt;&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; &amp; more</p>\n", writer.ToString());
    }

    [Fact]
    public void Any_text_comes_back_as_what_is_visible_of_it_and_closes_nothing() =>
        Gen.String.Sample(text =>
        {
            using StringWriter writer = new();
            new HtmlWriter(writer).Element("td", text, ("data-x", text));
            string[] parts = writer.ToString().Split('<', '>');
            Assert.Equal(5, parts.Length);
            Assert.Equal(VisibleText.Of(text, HtmlWriter.MostCharacters), WebUtility.HtmlDecode(parts[2]));
            Assert.Equal(2, parts[1].Count(c => c == '"'));
        });

    [Fact]
    public void Lines_keeps_line_ends_of_a_command_and_shows_other_controls()
    {
        using StringWriter writer = new();
        new HtmlWriter(writer).Lines("Get-Date\nGet-\u202EHost");

        Assert.Equal("Get-Date\nGet-⟨U+202E⟩Host", WebUtility.HtmlDecode(writer.ToString()));
    }
}
