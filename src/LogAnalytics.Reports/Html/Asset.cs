using System.Security.Cryptography;
using System.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>A file of ours that a page holds: its text, and its hash as a content policy names it.</summary>
internal sealed record Asset(string Text, string Hash)
{
    public static Asset Style { get; } = Load("report.css");

    public static Asset Script { get; } = Load("report.js");

    private static Asset Load(string name)
    {
        using StreamReader reader = new(typeof(Asset).Assembly.GetManifestResourceStream("Html/" + name)!);
        string text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Asset(text, $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'");
    }
}
