namespace LogAnalytics.SendLogs.Replies;

/// <summary>
/// Parses and classifies each distinct text once, as long as it is remembered: most replies of a log repeat. Memory has a bound, since
/// texts with tails of their own (<c>[host time id]</c>) never repeat. What is remembered changes the speed, never the answer. One
/// instance serves one thread.
/// </summary>
public sealed class ReplyClassifier(ReplyTaxonomy taxonomy)
{
    /// <summary>The most texts that are remembered; a text takes the place of another with the same hash.</summary>
    public const int SlotCount = 4096;

    /// <summary>A longer text is not remembered.</summary>
    public const int MaxRememberedLength = 512;

    private readonly ClassifiedReply?[] _slots = new ClassifiedReply?[SlotCount];

    /// <summary>How many texts the taxonomy was asked about.</summary>
    public long ClassifiedCount { get; private set; }

    /// <summary>How many texts are remembered: at most <see cref="SlotCount"/>.</summary>
    public int RememberedCount => _slots.Count(slot => slot is not null);

    /// <param name="text">Starts with three digits.</param>
    public ClassifiedReply Classify(string text)
    {
        if (text.Length > MaxRememberedLength)
            return ClassifyOnce(text);
        ref ClassifiedReply? slot = ref _slots[(uint)text.GetHashCode(StringComparison.Ordinal) % SlotCount];
        if (slot is null || slot.Reply.Text != text)
            slot = ClassifyOnce(text);
        return slot;
    }

    /// <summary>The same for a text that will not come again: it takes no other's place.</summary>
    public ClassifiedReply ClassifyOnce(string text)
    {
        ClassifiedCount++;
        SmtpReply reply = SmtpReply.Parse(text);
        return new ClassifiedReply(reply, taxonomy.Classify(reply));
    }
}
