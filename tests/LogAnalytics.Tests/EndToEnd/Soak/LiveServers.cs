using System.Globalization;
using System.Text;
using LogAnalytics.Inputs;
using LogAnalytics.Tests.Samples;

namespace LogAnalytics.Tests.EndToEnd.Soak;

/// <summary>A folder of logs as servers leave it at an instant: the newest grows and ends anywhere in a line, others are full, old ones are deleted.</summary>
internal sealed class LiveServers
{
    private readonly List<Log> _logs = [];
    private readonly string _folder;
    private readonly TimeSpan _retention;
    private readonly Random _random;

    public LiveServers(string tree, string folder, TimeSpan retention, Random random)
    {
        (_folder, _retention, _random) = (folder, retention, random);
        foreach (string path in TreeFolder.Logs(tree))
            _logs.Add(Log.Read(path, Path.Combine(folder, Path.GetRelativePath(tree, path))));
    }

    /// <summary>When all has been written.</summary>
    public DateTime End => _logs.Max(log => log.LastRow);

    /// <summary>Grown and new files, and deleted ones.</summary>
    public (int There, int Fresh, int Deleted) StandAt(DateTime now)
    {
        int there = 0, fresh = 0, deleted = 0;
        foreach (Log log in _logs)
        {
            int length = log.LengthAt(now, _random);
            long before = File.Exists(log.Target) ? new FileInfo(log.Target).Length : 0;
            if (length > 0 && log.LastRow < now - _retention)
            {
                deleted += before > 0 ? 1 : 0;
                File.Delete(log.Target);
                continue;
            }

            if (length <= before)
            {
                there += before > 0 ? 1 : 0;
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(log.Target)!);
            using FileStream file = new(log.Target, FileMode.OpenOrCreate, FileAccess.Write);
            file.Position = before;
            file.Write(log.Content.AsSpan((int)before, length - (int)before));
            there++;
            fresh++;
        }

        return (there, fresh, deleted);
    }

    /// <param name="Lines">End and time of each line; of a header line that of the first row, with which a file begins.</param>
    private sealed record Log(string Target, byte[] Content, IReadOnlyList<(int End, DateTime Time)> Lines)
    {
        public DateTime LastRow => Lines[^1].Time;

        public static Log Read(string path, string target)
        {
            byte[] content = File.ReadAllBytes(path);
            // The second log of an hour is not there while the first one grows, which would not be the newest then.
            DateTime begin = content.AsSpan().IndexOf("\n2"u8) is >= 0 and int feedBefore
                ? DateTime.Parse(Encoding.UTF8.GetString(content, feedBefore + 1, 24), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
                : LogFileName.Parse(Path.GetFileName(path)).Hour!.Value;
            List<(int, DateTime)> lines = [];
            for (int start = 0; start < content.Length;)
            {
                int feed = Array.IndexOf(content, (byte)'\n', start);
                int end = feed < 0 ? content.Length : feed + 1;
                string text = Encoding.UTF8.GetString(content, start, Math.Min(24, end - start));
                DateTime time = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime parsed) ? parsed : begin;
                lines.Add((end, lines.Count > 0 && time < lines[^1].Item2 ? lines[^1].Item2 : time));
                start = end;
            }

            return new Log(target, content, lines);
        }

        public int LengthAt(DateTime now, Random random)
        {
            int length = Lines.LastOrDefault(line => line.Time <= now).End;
            // What is written just now.
            return length > 0 && length < Content.Length ? length + random.Next(Math.Min(60, Content.Length - length)) : length;
        }
    }
}
