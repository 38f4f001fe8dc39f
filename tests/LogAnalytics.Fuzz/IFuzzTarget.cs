namespace LogAnalytics.Fuzz;

/// <summary>Takes any bytes; what it throws is a finding. Keeps nothing from one input to the next, so that each finding can be replayed.</summary>
internal interface IFuzzTarget
{
    /// <summary>Name on the command line and of its folder in Corpus.</summary>
    string Name { get; }

    void Run(byte[] input);
}
