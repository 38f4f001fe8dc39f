namespace LogAnalytics.Diagnosis;

/// <summary>Collects the sentences of one cause.</summary>
internal sealed class Notes
{
    private readonly List<string> _for = [];
    private readonly List<string> _against = [];
    private readonly List<string> _missing = [];

    public void For(string sentence) => _for.Add(sentence);

    public void Against(string sentence) => _against.Add(sentence);

    public void Missing(string sentence) => _missing.Add(sentence);

    public Cause ToCause(string id, Confidence confidence) => new(id, confidence, _for, _against, _missing);
}
