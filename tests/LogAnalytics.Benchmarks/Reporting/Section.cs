using System.Text;

namespace LogAnalytics.Benchmarks.Reporting;

/// <summary>What one part has to say, in Markdown; complete by itself, for sections of several runs may stand in one file.</summary>
internal sealed class Section(string title, Machine machine)
{
    private readonly StringBuilder _body = new();

    public string Title => title;

    /// <summary>As it is shown below the machine.</summary>
    public string Shown => $"{ResultFile.Heading}{title}\n{_body}";

    /// <summary>As it is kept.</summary>
    public string Text => $"{ResultFile.Heading}{title}\n\n{machine.Description}\n{_body}";

    public void Say(string paragraph) => _body.Append('\n').Append(paragraph).Append('\n');

    public void Add(MarkdownTable table) => _body.Append('\n').Append(table);
}
