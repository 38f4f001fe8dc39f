namespace LogAnalytics.Tests.Samples;

/// <summary>A message over a relay connector, found again from the files by the plainest code there is.</summary>
internal sealed record PlainTrial(string Time, bool Failed, string Server, bool SessionHasError, bool Informative, string Sender, string MessageId, string File, int Line);

internal static class PlainTrials
{
    private static readonly string[] Hosted = ["fabrikam.com", "woodgrove.example", "contoso.mail.onmicrosoft.com"];

    private sealed record Row(string[] Fields, string File, int Line);

    /// <summary>All trials by the time of their deciding reply.</summary>
    public static List<PlainTrial> Read(TreeFolder tree)
    {
        var sessions = new Dictionary<string, List<Row>>();
        foreach (string path in tree.Logs())
        {
            string file = Path.GetRelativePath(tree.Root, path).Replace('\\', '/');
            int line = 0;
            foreach (string text in File.ReadLines(path))
            {
                line++;
                if (text.StartsWith('#'))
                    continue;
                string[] fields = [.. TreeFolder.Split(text)];
                string key = file.Split('/')[0] + fields[2];
                if (!sessions.TryGetValue(key, out List<Row>? rows))
                    sessions[key] = rows = [];
                rows.Add(new Row(fields, file, line));
            }
        }

        return [.. sessions.Values.Where(rows => IsRelay(rows[0].Fields[1])).SelectMany(Session).OrderBy(trial => trial.Time, StringComparer.Ordinal)];
    }

    private static bool IsRelay(string connector) => connector.StartsWith("Outbound to Office 365") || connector.StartsWith("Cloud relay");

    private static IEnumerable<PlainTrial> Session(List<Row> rows)
    {
        rows.Sort((a, b) => int.Parse(a.Fields[3]).CompareTo(int.Parse(b.Fields[3])));
        bool hasError = rows.Exists(row => row.Fields[7].Contains("5.7.64"));
        for (int i = 0; i < rows.Count; i++)
        {
            if (!rows[i].Fields[8].StartsWith("sending message"))
                continue;
            List<Row> message = [.. rows.Skip(i + 1).TakeWhile(row => !row.Fields[8].StartsWith("sending message"))];
            Row? error = message.Find(row => row.Fields[7].Contains("5.7.64"));
            Row? queued = message.Find(row => row.Fields[7].Contains("Queued mail"));
            if ((error ?? queued) is { } decided)
            {
                yield return new PlainTrial(decided.Fields[0], error is not null, decided.File.Split('/')[0], hasError,
                    Accepted(message).Any(domain => !Hosted.Contains(domain)), Sender(message), rows[i].Fields[8].Split('<')[1], decided.File, decided.Line);
            }
        }
    }

    private static string Sender(List<Row> message) => message.Find(row => row.Fields[7].StartsWith("MAIL FROM:<"))!.Fields[7].Split('<', '>')[1];

    /// <summary>Replies answer commands in order; a reply of several rows is one.</summary>
    private static IEnumerable<string> Accepted(List<Row> message)
    {
        var waiting = new Queue<string>();
        foreach (Row row in message)
        {
            string data = row.Fields[7];
            if (row.Fields[6] == ">")
                waiting.Enqueue(data);
            else if (row.Fields[6] == "<" && data[3] != '-' && waiting.TryDequeue(out string? command) && command.StartsWith("RCPT TO:") && data.StartsWith("250"))
                yield return command.Split('@')[1].TrimEnd('>');
        }
    }
}
