using System.Net;
using System.Text;

namespace LogAnalytics.Tests.Privacy;

/// <summary>Looks for names in bytes: as they are, and as UTF-16, percent, HTML, JSON or base64 text.</summary>
internal sealed class LeakScan(IReadOnlyCollection<string> names)
{
    private readonly (string Name, string[] Forms)[] _forms = [.. names.Select(name => (name, Forms(name)))];

    public IReadOnlyCollection<string> Names => names;

    public void AssertNoneIn(string place, byte[] content)
    {
        IReadOnlyList<string> found = In(content);
        Assert.True(found.Count == 0, $"{place} holds {string.Join(" | ", found)}");
    }

    /// <summary>Names that stand there, between borders of words.</summary>
    public IReadOnlyList<string> In(byte[] content)
    {
        string text = Encoding.Latin1.GetString(content).ToLowerInvariant();
        // UTF-16 of ASCII has a zero in every other byte.
        string narrow = text.Contains('\0') ? text.Replace("\0", "", StringComparison.Ordinal) : "";
        string exact = Encoding.Latin1.GetString(content);
        return [.. _forms.Where(entry => entry.Forms.Any(form => Stands(text, form) || Stands(narrow, form)) || Base64(entry.Name).Any(part => exact.Contains(part, StringComparison.Ordinal))).Select(entry => entry.Name)];
    }

    private static string[] Forms(string name) =>
        [.. new[] { name, Uri.EscapeDataString(name), WebUtility.HtmlEncode(name), System.Text.Json.JsonEncodedText.Encode(name).ToString(), name.Replace("\"", "\"\"", StringComparison.Ordinal), name.Replace("*", "\\*", StringComparison.Ordinal) }
            .Select(form => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(form)).ToLowerInvariant()).Distinct()];

    private static bool Stands(string text, string form)
    {
        for (int at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + 1, StringComparison.Ordinal))
        {
            int end = at + form.Length;
            if (!(at > 0 && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(form[0])) && !(end < text.Length && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(form[^1])))
                return true;
        }

        return false;
    }

    // At each of the three places where a group of base64 may begin; the ends depend on what stands around.
    private static IEnumerable<string> Base64(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length < 8)
            yield break;
        for (int skip = 0; skip < 3; skip++)
            yield return Convert.ToBase64String(bytes.AsSpan(skip, (bytes.Length - skip) / 3 * 3));
    }
}
