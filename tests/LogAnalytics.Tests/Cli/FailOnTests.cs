using CsCheck;
using LogAnalytics.Cli.Commands;
using LogAnalytics.Cli.Options;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Cli;

/// <summary>Which incident ends a run with 1.</summary>
public sealed class FailOnTests
{
    [Theory]
    [InlineData(FailOn.Nothing, "new", "major", true, false)]
    [InlineData(FailOn.New, "new", "major", false, true)]
    [InlineData(FailOn.New, "ongoing", "major", true, false)]
    [InlineData(FailOn.New, "resolved", "major", true, false)]
    [InlineData(FailOn.New, "new", "minor", false, false)]
    [InlineData(FailOn.New, "new", "minor", true, true)]
    [InlineData(FailOn.Any, "resolved", "major", false, true)]
    [InlineData(FailOn.Any, "new", "minor", false, false)]
    [InlineData(FailOn.Any, "ongoing", "minor", true, true)]
    public void Incident_fails_a_run_as_it_was_asked_for(FailOn failOn, string novelty, string severity, bool countsMinor, bool expected) =>
        FindingsGen.Document.Where(document => document.Incidents.Count > 0).Sample(
            document =>
            {
                FindingsDocument findings = document with { Incidents = [document.Incidents[0] with { Novelty = novelty, Severity = severity }] };
                Assert.Equal(expected, AnalysisRun.HasFailingIncident(findings, failOn, countsMinor));
            },
            iter: 10);
}
