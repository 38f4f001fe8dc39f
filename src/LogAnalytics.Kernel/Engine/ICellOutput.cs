namespace LogAnalytics.Kernel.Engine;

/// <summary>Where a running cell shows things.</summary>
public interface ICellOutput
{
    /// <summary>Text that was printed.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    void Print(string name, string text);

    /// <summary>A value in one or more forms: MIME type → text.</summary>
    void Display(IReadOnlyDictionary<string, string> forms);
}
