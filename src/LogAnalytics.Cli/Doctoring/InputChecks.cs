using System.Globalization;
using LogAnalytics.Cli.Options;
using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Doctoring;

/// <summary>Whether the logs can be reached and opened.</summary>
internal static class InputChecks
{
    private static readonly TimeSpan _clockSlack = TimeSpan.FromMinutes(5);

    public static IEnumerable<Finding> All(string[] inputs, string? serverFrom, DateTimeOffset now)
    {
        InputListing? listing = null;
        string? problem = null;
        try
        {
            listing = new InputCatalog(ServerNaming.From(serverFrom), new InputLimits()).List(inputs);
        }
        catch (InputException e)
        {
            problem = e.Message;
        }

        if (listing is null)
        {
            yield return new Finding(Verdict.Fail, "input", problem!, "Name what is there; run as the account of the job.");
            yield break;
        }

        KeyValuePair<string, string>[] closed = [.. listing.Unreadable, .. listing.Files.Select(file => file.DiskPath).Distinct().Select(path => KeyValuePair.Create(path, Closed(path) ?? "")).Where(entry => entry.Value.Length > 0)];
        yield return closed.Length > 0
            ? new Finding(Verdict.Fail, "input", $"{closed.Length} files or folders cannot be read, such as {closed[0].Key}: {closed[0].Value.TrimEnd('.')}", "Give this account the right to read.")
            : listing.Files.Count == 0 ? new Finding(Verdict.Warn, "input", "there is no log", "Check the folders; a run ends with 3.")
            : Finding.Ok("input", $"{listing.Files.Count.ToString("N0", CultureInfo.InvariantCulture)} files, all of which can be opened");
        if (listing.Files.Select(file => file.DiskPath).Distinct().FirstOrDefault(path => File.GetLastWriteTimeUtc(path) > now.UtcDateTime + _clockSlack) is { } late)
            yield return new Finding(Verdict.Warn, "input times", $"{late} was written in the future by this machine's clock", "Compare the clocks of this machine and of the servers.");
    }

    private static string? Closed(string path)
    {
        try
        {
            using FileStream _ = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
