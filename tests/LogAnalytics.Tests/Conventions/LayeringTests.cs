using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace LogAnalytics.Tests.Conventions;

/// <summary>References point one way, each engine has one user, and the core touches no file, console or clock.</summary>
public class LayeringTests
{
    // Project → the projects and packages it may use; one that is missing here must be added with thought.
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> _allowed = new(StringComparer.Ordinal)
    {
        ["SendLogs"] = ([], []),
        ["Detection"] = ([], []),
        ["Exports"] = ([], []),
        ["Diagnosis"] = (["Exports"], []),
        ["Samples"] = ([], []),
        ["Inputs"] = ([], ["Microsoft.Extensions.FileSystemGlobbing"]),
        ["Queries"] = ([], ["DuckDB.NET.Data.Full"]),
        ["Lake"] = (["SendLogs", "Inputs"], ["Parquet.Net", "ZstdSharp.Port"]),
        ["Evidence"] = (["Inputs"], []),
        ["Reports"] = (["SendLogs", "Detection", "Diagnosis", "Exports", "Queries"], ["CsvHelper", "Spectre.Console"]),
        // The analyzer only looks at the build.
        ["Notebooks"] = (["Lake", "Queries"], ["Microsoft.Data.Analysis", "Microsoft.CodeAnalysis.PublicApiAnalyzers"]),
        ["Kernel"] = (["Notebooks"], ["Microsoft.CodeAnalysis.CSharp.Scripting"]),
        ["Cli"] = (
            ["SendLogs", "Inputs", "Lake", "Queries", "Detection", "Exports", "Diagnosis", "Reports", "Evidence", "Samples", "Kernel"],
            ["System.CommandLine", "Spectre.Console", "CsvHelper"]),
    };

    private static readonly string[] _bannedTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.FileStream", "System.Console",
        "System.Net.Sockets.Socket", "System.Diagnostics.Process",
    ];

    private static readonly string[] _bannedMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.Random.get_Shared", "System.Environment.GetEnvironmentVariable",
        "System.Environment.get_NewLine", "System.Environment.get_MachineName", "System.Environment.get_CurrentDirectory",
    ];

    private static readonly string? _root = FindRoot();

    [Fact]
    public void Projects_refer_only_to_what_the_layers_allow()
    {
        string[] projects = [.. Directory.GetFiles(Path.Combine(_root!, "src"), "*.csproj", SearchOption.AllDirectories)];
        Assert.NotEmpty(projects);
        Assert.All(projects, path =>
        {
            string name = Short(path);
            Assert.True(_allowed.ContainsKey(name), $"{name} has no layer yet");
            XDocument project = XDocument.Load(path);
            Assert.Empty(Includes(project, "ProjectReference").Select(Short).Except(_allowed[name].Projects));
            Assert.Empty(Includes(project, "PackageReference").Except(_allowed[name].Packages));
        });
    }

    [Theory]
    [InlineData("Parquet.Net", "Lake")]
    [InlineData("DuckDB.NET.Data.Full", "Queries")]
    [InlineData("Microsoft.Data.Analysis", "Notebooks")]
    [InlineData("Microsoft.CodeAnalysis.CSharp.Scripting", "Kernel")]
    public void Engine_has_one_user(string package, string user) =>
        Assert.Equal([user], Directory.GetFiles(Path.Combine(_root!, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(path => Includes(XDocument.Load(path), "PackageReference").Contains(package)).Select(Short));

    [Theory]
    [InlineData("SendLogs")]
    [InlineData("Detection")]
    [InlineData("Exports")]
    [InlineData("Diagnosis")]
    public void Core_uses_no_file_system_console_or_clock(string project)
    {
        (HashSet<string> types, HashSet<string> members) = References(Path.Combine(AppContext.BaseDirectory, $"LogAnalytics.{project}.dll"));
        Assert.Empty(types.Intersect(_bannedTypes));
        Assert.Empty(members.Intersect(_bannedMembers));
    }

    // A check that finds nothing must be known to find something.
    [Fact]
    public void References_shows_the_files_and_the_clock_of_projects_that_may_use_them()
    {
        Assert.Contains("System.IO.Directory", References(Path.Combine(AppContext.BaseDirectory, "LogAnalytics.Inputs.dll")).Types);
        Assert.True(DateTime.UtcNow > DateTime.UnixEpoch);
        Assert.Contains("System.DateTime.get_UtcNow", References(typeof(LayeringTests).Assembly.Location).Members);
    }

    private static (HashSet<string> Types, HashSet<string> Members) References(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader file = new(stream);
        MetadataReader metadata = file.GetMetadataReader();
        string NameOf(TypeReference type) => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        HashSet<string> types = [.. metadata.TypeReferences.Select(handle => NameOf(metadata.GetTypeReference(handle)))];
        HashSet<string> members = [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{NameOf(metadata.GetTypeReference((TypeReferenceHandle)member.Parent))}.{metadata.GetString(member.Name)}")];
        return (types, members);
    }

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(reference => reference.Attribute("Include")!.Value);

    private static string Short(string path) =>
        Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("LogAnalytics.", "", StringComparison.Ordinal);

    private static string? FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LogAnalytics.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
