using SharpFuzz;

namespace LogAnalytics.Fuzz;

/// <summary>Verbs of .ci/fuzz.</summary>
internal static class Program
{
    private const int Done = 0;
    private const int Found = 1;
    private const int Usage = 2;

    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["targets"]:
                foreach (IFuzzTarget target in FuzzTargets.All)
                    Console.WriteLine(target.Name);
                return Done;
            // Rewrites the file; for a copy of the assembly.
            case ["instrument", string assembly]:
                _ = Fuzzer.Instrument(assembly, _ => true, Options.Value).Count();
                return Done;
            // The loop under afl-fuzz. A process of its own for the target survives even what cannot be caught.
            case ["fuzz", string name] when Find(name) is { } target:
                Fuzzer.OutOfProcess.Run(stream => target.Run(ReadAll(stream)));
                return Done;
            case ["replay", string name, .. string[] inputs] when Find(name) is { } target:
                return inputs.Count(input => !Replay(target, input)) == 0 ? Done : Found;
            case ["minimise", string name, string input, string output] when Find(name) is { } target:
                File.WriteAllBytes(output, Minimiser.Minimise(target, File.ReadAllBytes(input)));
                return Done;
            default:
                Console.Error.WriteLine("targets | instrument ASSEMBLY | fuzz TARGET | replay TARGET INPUT… | minimise TARGET INPUT OUTPUT");
                return Usage;
        }
    }

    private static IFuzzTarget? Find(string name) => FuzzTargets.All.FirstOrDefault(target => target.Name == name);

    private static byte[] ReadAll(Stream stream)
    {
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static bool Replay(IFuzzTarget target, string input)
    {
        Exception? finding = Minimiser.FindingOf(target, File.ReadAllBytes(input));
        if (finding is not null)
            Console.WriteLine($"{input}: {finding}");
        return finding is null;
    }
}
