using System.Text;
using LogAnalytics.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace LogAnalytics.Kernel.Engine;

/// <summary>What cells can refer to, and the namespaces that they need not name.</summary>
internal static class ScriptSettings
{
    private static readonly string[] _imports =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks",
        typeof(Notebooks.Lake).Namespace!, typeof(Microsoft.Data.Analysis.DataFrame).Namespace!,
    ];

    // The framework and what the library's public surface shows; not the tool's inside.
    private static readonly string[] _libraries =
        ["LogAnalytics.Notebooks", "LogAnalytics.Queries", "LogAnalytics.Lake", "LogAnalytics.Inputs", "LogAnalytics.Kernel", "Microsoft.Data.Analysis", "Microsoft.ML.DataView", "Apache.Arrow"];

    public static ScriptOptions Options { get; } = ScriptOptions.Default
        .WithReferences(References())
        .WithImports(_imports)
        // Optimised code gives wrong lines in stack traces.
        .WithOptimizationLevel(OptimizationLevel.Debug)
        .WithEmitDebugInformation(true)
        .WithFileEncoding(Encoding.UTF8);

    private static IEnumerable<MetadataReference> References()
    {
        string[] paths = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES"))?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        MetadataReference[] references = [.. paths.Where(IsWanted).Select(path => MetadataReference.CreateFromFile(path))];
        return references.Length > 0
            ? references
            : throw new KernelException("Cells of C# need the assemblies of .NET as files; this build of loganalytics is one single file. Use the one that runs with 'dotnet'.");
    }

    private static bool IsWanted(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name.StartsWith("System.", StringComparison.Ordinal) || name is "System" or "mscorlib" or "netstandard" or "Microsoft.CSharp" || _libraries.Contains(name);
    }
}
