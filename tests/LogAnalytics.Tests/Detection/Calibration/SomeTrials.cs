using LogAnalytics.Detection.Calibration;

namespace LogAnalytics.Tests.Detection.Calibration;

/// <summary>Trials of some servers, none of them failed, at random instants.</summary>
internal static class SomeTrials
{
    private const long HourMicros = 3_600_000_000;

    /// <summary>The first server has as many shares of the mail as there are servers, the last has one.</summary>
    public static TrialList Of(int count, int servers, int seed)
    {
        Random random = new(seed);
        int[] shares = [.. Enumerable.Range(0, servers).SelectMany(server => Enumerable.Repeat(server, servers - server))];
        const int Senders = 4;
        TrialKind[] kinds =
        [
            .. from server in Enumerable.Range(0, servers)
               from sender in Enumerable.Range(0, Senders)
               select new TrialKind([$"EX0{server}", "AB"], $"s{sender}.example", [$"r{(server + sender) % 3}.example"]),
        ];
        long[] times = [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(count * HourMicros / 20)).Order()];
        int[] kindOf = [.. Enumerable.Range(0, count).Select(_ => (shares[random.Next(shares.Length)] * Senders) + random.Next(Senders))];
        return new TrialList("group", ["server", "certificate", "sender_domain", "recipient_domain"], kinds, kindOf, times, new bool[count]);
    }
}
