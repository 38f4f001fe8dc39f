using System.Globalization;
using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Cli.Options;
using LogAnalytics.Samples;

namespace LogAnalytics.Benchmarks.Sets;

/// <summary>Sets of logs below one folder, written when they are first asked for.</summary>
internal sealed class LogSets(string folder)
{
    // Written last, so a set that has it is whole.
    private const string Truth = "truth.json";

    public LogSet Get(SetShape shape, long bytes)
    {
        string path = PathOf(shape, bytes);
        if (!File.Exists(Path.Combine(path, Truth)))
        {
            Remove(path);
            RequireRoom(bytes + (bytes / 10));
            Console.Error.WriteLine($"writing {SizeText.Show(bytes)} of logs ({shape.Name}) …");
            SampleTree.Write(path, shape.Options(bytes));
        }

        return LogSet.Of(path);
    }

    /// <summary>Makes room; a set that is asked for again is written again.</summary>
    public void Remove(SetShape shape, long bytes) => Remove(PathOf(shape, bytes));

    public void RemoveAll() => Remove(folder);

    public bool HasRoom(long bytes) => Room >= bytes;

    public void RequireRoom(long bytes)
    {
        if (!HasRoom(bytes))
            throw new BenchException($"'{folder}' has {SizeText.Show(Room)} left, {SizeText.Show(bytes)} are needed. Give a smaller --size or another --folder.");
    }

    private long Room
    {
        get
        {
            Directory.CreateDirectory(folder);
            return new DriveInfo(folder).AvailableFreeSpace;
        }
    }

    private string PathOf(SetShape shape, long bytes) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{shape.Name}-{bytes}"));

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
