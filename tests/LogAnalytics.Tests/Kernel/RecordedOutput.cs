using System.Collections.Concurrent;
using System.Text;
using LogAnalytics.Kernel.Engine;

namespace LogAnalytics.Tests.Kernel;

/// <summary>Keeps what a cell shows.</summary>
internal sealed class RecordedOutput : ICellOutput
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Displays { get; } = [];

    public void Print(string name, string text) => _text.Append(text);

    public void Display(IReadOnlyDictionary<string, string> forms) => Displays.Enqueue(forms);
}
