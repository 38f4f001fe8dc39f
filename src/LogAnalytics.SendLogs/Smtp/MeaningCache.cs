using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>
/// The meanings of the texts of one table. Kept from the second row on: of many a text (a refusal with the receiver's clock and id) there
/// is no second. One instance serves one thread.
/// </summary>
public sealed class MeaningCache(LogTexts texts)
{
    private static readonly TextMeaning _metOnce = new(new LogText(LogTexts.None, [], [], []));

    private TextMeaning?[] _meanings = [];

    public TextMeaning Of(in StoredRow row)
    {
        int number = row.TextNumber;
        if (number < 0 || !ReferenceEquals(row.Session.Texts, texts))
            return new TextMeaning(row.Text);
        if ((uint)number >= (uint)_meanings.Length)
            Array.Resize(ref _meanings, Math.Max(number + 1, _meanings.Length * 2));
        ref TextMeaning? known = ref _meanings[number];
        if (known is null)
        {
            known = _metOnce;
            return new TextMeaning(texts[number]);
        }

        if (ReferenceEquals(known, _metOnce))
            known = new TextMeaning(texts[number]);
        return known;
    }
}
