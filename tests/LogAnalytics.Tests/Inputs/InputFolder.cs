using System.IO.Compression;
using LogAnalytics.Inputs;

namespace LogAnalytics.Tests.Inputs;

/// <summary>A temporary folder with small logs in it.</summary>
internal sealed class InputFolder : IDisposable
{
    public InputFolder(params string[] files)
    {
        foreach (string file in files)
            Write(file);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("inputs-").FullName;

    public string this[string relative] => Path.Combine(Root, relative);

    public void Write(string relative, string text = "x")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], text);
    }

    public void Write(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], bytes);
    }

    public void Zip(string relative, params (string Member, string Text)[] members)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        using ZipArchive archive = ZipFile.Open(this[relative], ZipArchiveMode.Create);
        foreach ((string member, string text) in members)
        {
            using StreamWriter writer = new(archive.CreateEntry(member).Open());
            writer.Write(text);
        }
    }

    public InputListing List(params string[] inputs) => List(InputLimits.Default, inputs);

    public InputListing List(InputLimits limits, params string[] inputs) =>
        new InputCatalog(ServerNaming.ByFolder, limits).List([.. inputs.Select(input => input.Length == 0 ? Root : this[input])]);

    public static string ReadAll(InputFile file)
    {
        using StreamReader reader = new(InputStream.Open(file));
        return reader.ReadToEnd();
    }

    public string[] Paths(params string[] inputs) => [.. List(inputs).Files.Select(file => file.Path)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
