namespace LogAnalytics.Evaluation.Scoring;

/// <summary>Counts of one method over many series.</summary>
internal sealed class Tally
{
    public int Series { get; set; }
    public int True { get; set; }
    public int Claimed { get; set; }
    public int Matched { get; set; }
    public double CleanDays { get; set; }
    public int FalseInClean { get; set; }
    public Share FirstBad { get; } = new();
    public Share LastGood { get; } = new();
    public Share Bracket { get; } = new();
    public Share Recovery { get; } = new();
    public Share Cause { get; } = new();

    public double Precision => Claimed == 0 ? 1 : (double)Matched / Claimed;
    public double Recall => True == 0 ? 1 : (double)Matched / True;
    public double F1 => True + Claimed == 0 ? 1 : 2.0 * Matched / (True + Claimed);
    public double FalsePerThousandDays => CleanDays == 0 ? 0 : 1000 * FalseInClean / CleanDays;

    public void Add(Tally other)
    {
        Series += other.Series;
        True += other.True;
        Claimed += other.Claimed;
        Matched += other.Matched;
        CleanDays += other.CleanDays;
        FalseInClean += other.FalseInClean;
        FirstBad.Add(other.FirstBad);
        LastGood.Add(other.LastGood);
        Bracket.Add(other.Bracket);
        Recovery.Add(other.Recovery);
        Cause.Add(other.Cause);
    }
}

/// <summary>How many of how many.</summary>
internal sealed class Share
{
    public int Of { get; private set; }
    public int Right { get; private set; }
    public double? Value => Of == 0 ? null : (double)Right / Of;

    public bool Count(bool isRight)
    {
        Of++;
        Right += isRight ? 1 : 0;
        return isRight;
    }

    public void Add(Share other) => (Of, Right) = (Of + other.Of, Right + other.Right);
}
