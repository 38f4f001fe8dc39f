using System.Security.Cryptography;
using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Planning;
using LogAnalytics.Lake.Sharding;

namespace LogAnalytics.Cli.Commands;

/// <summary>Adds the SHA-256 of each log to a plan, of as much of it as the plan reads.</summary>
public static class PlanHashes
{
    /// <param name="unreadable">Takes those that cannot be read; they stay in the plan, and their task says so again.</param>
    public static IReadOnlyList<PlannedGroup> Add(ShardPlan plan, InputLimits limits, SortedDictionary<string, string> unreadable, int threads, CancellationToken cancellation)
    {
        InputListing listing = new PlannedInputs(plan.Roots, limits).List(plan.Groups);
        Dictionary<(string, string, string), string> hashes = [];
        Parallel.ForEach(listing.Files, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, file =>
        {
            string? hash = null;
            string? problem = null;
            try
            {
                using Stream content = InputStream.Open(file);
                hash = Convert.ToHexStringLower(SHA256.HashData(content));
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                problem = e.Message;
            }

            lock (hashes)
            {
                if (hash is not null)
                    hashes.Add((file.Server, file.Service, file.Path), hash);
                else
                    unreadable[file.Path] = problem!;
            }
        });
        return
        [
            .. plan.Groups.Select(group => group with
            {
                Files = [.. group.Files.Select(file => file with { Sha256 = hashes.GetValueOrDefault((group.Server, group.Service, file.Path)) })],
            }),
        ];
    }
}
