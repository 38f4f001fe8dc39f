using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>The meanings of the texts of one table, each worked out at its first row. One instance serves one thread.</summary>
public sealed class MeaningCache
{
    private LogTexts? _texts;
    private TextMeaning?[] _meanings = [];

    public TextMeaning Of(in StoredRow row)
    {
        int number = row.TextNumber;
        if (number < 0)
            return new TextMeaning(row.Text);
        LogTexts texts = row.Session.Texts;
        if (!ReferenceEquals(texts, _texts))
            (_texts, _meanings) = (texts, []);
        if (number >= _meanings.Length)
            Array.Resize(ref _meanings, Math.Max(number + 1, _meanings.Length * 2));
        return _meanings[number] ??= new TextMeaning(texts[number]);
    }
}
