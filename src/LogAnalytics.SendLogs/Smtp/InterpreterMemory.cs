using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What an interpreter knows of sessions whose rows have their texts in one table. It lives as long as the table.</summary>
internal sealed class InterpreterMemory
{
    /// <param name="isLiteral">Every row is read.</param>
    public InterpreterMemory(LogTexts texts, bool isLiteral)
    {
        Texts = texts;
        Meanings = new MeaningCache(texts);
        if (!isLiteral)
            (Openings, Exchanges) = (new OpeningCache(), new ExchangeCache(Meanings));
    }

    public LogTexts Texts { get; }

    public MeaningCache Meanings { get; }

    /// <summary>Null: every row is read.</summary>
    public OpeningCache? Openings { get; }

    /// <summary>Null: every row is read.</summary>
    public ExchangeCache? Exchanges { get; }
}
