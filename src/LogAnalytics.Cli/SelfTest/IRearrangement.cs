using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Writes the lines of one log anew, so that every row is there at least once.</summary>
internal interface IRearrangement
{
    void Write(InputFile log, PieceFolder pieces, Random random);
}
