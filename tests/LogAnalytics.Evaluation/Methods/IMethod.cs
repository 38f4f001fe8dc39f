using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Methods;

/// <summary>Something that finds windows of failures in a series.</summary>
internal interface IMethod
{
    string Name { get; }

    IReadOnlyList<Detected> Find(PreparedSeries series);
}
