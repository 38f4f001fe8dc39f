using System.Security.Cryptography;
using LogAnalytics.Benchmarks.Sets;

namespace LogAnalytics.Benchmarks.Engines;

/// <summary>Reads the files and nothing else, with their SHA-256 or without: the difference is what hashing costs.</summary>
internal static class FileReading
{
    private const int BufferBytes = 512 << 10;

    public static int Read(string logs, int threads, bool isHashed)
    {
        Parallel.ForEach(LogSet.LogsIn(logs), new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new byte[BufferBytes], (path, _, buffer) =>
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                if (isHashed)
                    hash.AppendData(buffer, 0, read);
            }

            hash.GetHashAndReset();
            return buffer;
        }, _ => { });
        return 0;
    }
}
