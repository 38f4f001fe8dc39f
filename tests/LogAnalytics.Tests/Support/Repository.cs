using System.Runtime.CompilerServices;

namespace LogAnalytics.Tests.Support;

/// <summary>Where the checkout lies.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string DataSamples(string name) => Path.Combine(Root, "data-samples", name);

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../.."));
}
