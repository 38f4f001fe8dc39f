namespace LogAnalytics.Detection;

/// <summary>The whole series, or the trials with one value of one attribute (numbers of the <see cref="TrialTable"/>).</summary>
internal readonly record struct Slice(int Attribute, int Value)
{
    public static Slice Whole { get; } = new(-1, 0);

    public bool IsWhole => Attribute < 0;
}
