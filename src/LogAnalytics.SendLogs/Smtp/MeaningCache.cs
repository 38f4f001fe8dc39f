using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>The meanings of the texts of one table, each worked out at its first row. One instance serves one thread.</summary>
public sealed class MeaningCache(LogTexts texts)
{
    private TextMeaning?[] _meanings = [];

    public TextMeaning Of(in StoredRow row)
    {
        int number = row.TextNumber;
        if (number < 0 || !ReferenceEquals(row.Session.Texts, texts))
            return new TextMeaning(row.Text);
        if ((uint)number >= (uint)_meanings.Length)
            Array.Resize(ref _meanings, Math.Max(number + 1, _meanings.Length * 2));
        return _meanings[number] ??= new TextMeaning(texts[number]);
    }
}
