using System.Globalization;
using LogAnalytics.Benchmarks;
using LogAnalytics.Cli.Options;
using LogAnalytics.Samples;

// The program starts itself for each measured run, so that memory and CPU time are those of one conversion.
if (args is ["peer", string tree, string output])
    return Measurement.Report(Peer.Convert(tree, output));
if (args is ["ours", ..])
    return Measurement.Report(await LogAnalytics.Cli.Program.RunAsync(args[1..], TimeProvider.System));

long bytes = 1L << 30;
int rounds = 3;
string folder = Path.Combine(Path.GetTempPath(), "loganalytics-bench");
for (int i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--size" when SizeText.TryParse(args[i + 1], out bytes):
        case "--rounds" when int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out rounds):
            break;
        case "--folder":
            folder = args[i + 1];
            break;
        default:
            Console.Error.WriteLine("usage: [--size 1G] [--rounds 3] [--folder DIR]   (a folder in memory, such as /dev/shm/bench, leaves the disk out)");
            return 2;
    }
}

string logs = Path.Combine(folder, "tree");
if (Directory.Exists(folder))
    Directory.Delete(folder, recursive: true);
SampleTree.Write(logs, new SampleOptions { Incident = "certificate_name_changed", Seed = 5, Servers = 4, Days = 3, TargetBytes = bytes });
long written = Directory.EnumerateFiles(logs, "*.LOG", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);
Console.WriteLine($"{SizeText.Show(written)} of logs, {rounds} rounds, {Environment.ProcessorCount} cores, .NET {Environment.Version}");

List<Measurement> ours = [];
List<Measurement> peer = [];
for (int round = 0; round < rounds; round++)
{
    // Alternately, so that a noisy neighbour meets both.
    peer.Add(Measurement.Of(Path.Combine(folder, "peer"), output => ["peer", logs, output]));
    ours.Add(Measurement.Of(Path.Combine(folder, "lake"), output => ["ours", "convert", logs, "--lake", output, "--quiet"]));
}

Table.Print(written, peer, ours);
Directory.Delete(folder, recursive: true);
return 0;
