namespace LogAnalytics.Exports;

/// <summary>One property of an exported object. Absent, lost and empty are three things: only the last is a value.</summary>
public sealed record ExportValue
{
    /// <summary>The export does not hold the property.</summary>
    public static ExportValue Absent { get; } = new();

    /// <summary>The property has no value.</summary>
    public static ExportValue Empty { get; } = new() { IsGiven = true };

    /// <summary>The value is known, be it empty.</summary>
    public bool IsGiven { get; private init; }

    /// <summary>Null where nothing was lost.</summary>
    public LossReason? Loss { get; private init; }

    public IReadOnlyList<string> Items { get; private init; } = [];

    /// <summary>Binary values only.</summary>
    public byte[]? Bytes { get; private init; }

    public bool IsLost => Loss is not null;

    /// <summary>Given, and without any text.</summary>
    public bool IsEmpty => IsGiven && Items.Count == 0;

    /// <summary>The one text; null where there is none, or several.</summary>
    public string? Text => Items.Count == 1 ? Items[0] : null;

    public static ExportValue Lost(LossReason reason) => new() { Loss = reason };

    public static ExportValue Binary(byte[] bytes) => new() { IsGiven = true, Bytes = bytes };

    /// <summary>A single text. What PowerShell writes in place of a value that it cannot write is no value.</summary>
    public static ExportValue Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Empty;
        string value = text.Trim();
        return PlaceholderText.LossOf(value) is { } loss ? Lost(loss) : new() { IsGiven = true, Items = [value] };
    }

    /// <summary>Several texts; lost as a whole where one of them is, for a list with a hole proves nothing.</summary>
    public static ExportValue OfList(IEnumerable<ExportValue> items)
    {
        List<string> texts = [];
        foreach (ExportValue item in items)
        {
            if (item.IsLost)
                return Lost(item.Loss!.Value);
            texts.AddRange(item.Items);
        }

        return new() { IsGiven = true, Items = texts };
    }

    /// <summary>As a list: values that the export joined to one text (<c>a, b</c>; <c>{a, b}</c>) are taken apart.</summary>
    /// <param name="separators">Characters that no value of this property has.</param>
    public ExportValue Split(params ReadOnlySpan<char> separators)
    {
        if (Text is not { } text)
            return this;
        string inner = text.StartsWith('{') && text.EndsWith('}') ? text[1..^1] : text;
        if (inner.EndsWith("...", StringComparison.Ordinal) || inner.EndsWith('…'))
            return Lost(LossReason.Shortened);
        string[] parts = inner.Split(separators.ToArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return OfList(parts.Select(Of));
    }
}
