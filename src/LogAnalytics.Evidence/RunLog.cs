using System.Text;
using System.Text.Json;
using LogAnalytics.Evidence.Hashing;

namespace LogAnalytics.Evidence;

/// <summary>run-log.jsonl: one line per run that wrote into a folder, chained by hashes.</summary>
public static class RunLog
{
    public const string FileName = "run-log.jsonl";

    /// <summary>The log with one more line. What stands in it already is left as it is, damaged or not: verify names it.</summary>
    public static byte[] Append(ReadOnlySpan<byte> log, RunLogEntry entry)
    {
        // A last line that was cut off does not swallow the next one.
        byte[] before = log.Length > 0 && log[^1] != '\n' ? [.. log, (byte)'\n'] : log.ToArray();
        RunLogEntry chained = entry with { Number = Lines(before).Count + 1, Previous = Head(before) };
        return [.. before, .. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(chained, EvidenceLineJson.Default.RunLogEntry) + "\n")];
    }

    /// <summary>SHA-256 of the last line; zeros in an empty log.</summary>
    public static string Head(ReadOnlySpan<byte> log) => Lines(log) is { Count: > 0 } lines ? Sha256Text.Of(log[lines[^1]]) : Sha256Text.Zero;

    /// <summary>The last entry; null where there is none that can be read.</summary>
    public static RunLogEntry? Last(ReadOnlySpan<byte> log) => Lines(log) is { Count: > 0 } lines ? Read(log[lines[^1]]) : null;

    /// <summary>What is wrong with the chain, by line.</summary>
    public static IReadOnlyList<string> Check(ReadOnlySpan<byte> log)
    {
        List<string> problems = [];
        string previous = Sha256Text.Zero;
        int number = 0;
        foreach (Range range in Lines(log))
        {
            ReadOnlySpan<byte> line = log[range];
            number++;
            RunLogEntry? entry = Read(line);
            if (entry is null)
                problems.Add($"entry {number} cannot be read");
            else if (entry.Number != number)
                problems.Add($"entry {number} calls itself {entry.Number}: entries are missing, added or moved");
            else if (entry.Previous != previous)
                problems.Add($"entry {number} does not follow the entry before it, which was altered or taken out");
            previous = Sha256Text.Of(line);
        }

        return problems;
    }

    // Each with its line feed, where it has one.
    private static List<Range> Lines(ReadOnlySpan<byte> log)
    {
        List<Range> lines = [];
        for (int start = 0; start < log.Length;)
        {
            int feed = log[start..].IndexOf((byte)'\n');
            int end = feed < 0 ? log.Length : start + feed + 1;
            lines.Add(start..end);
            start = end;
        }

        return lines;
    }

    private static RunLogEntry? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EvidenceLineJson.Default.RunLogEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
