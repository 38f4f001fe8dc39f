using System.Globalization;
using System.Text;

namespace LogAnalytics.Tests.EndToEnd.Soak;

/// <summary>What happened in which night, as Markdown.</summary>
internal sealed class SoakTable
{
    private readonly StringBuilder _text = new("| night | logs there | new or grown | deleted | killed | fault | exit codes | rows in the lake | incidents |\n|---|---|---|---|---|---|---|---|---|\n");

    public void Add(int night, (int There, int Fresh, int Deleted) logs, int kills, string fault, IEnumerable<int> exits, long rows, string incidents) => _text.Append(
        string.Create(CultureInfo.InvariantCulture, $"| {night} | {logs.There} | {logs.Fresh} | {logs.Deleted} | {kills} | {fault} | {string.Join(' ', exits)} | {rows:N0} | {incidents} |\n"));

    public void Say(string line) => _text.Append('\n').Append(line).Append('\n');

    public override string ToString() => _text.ToString();
}
