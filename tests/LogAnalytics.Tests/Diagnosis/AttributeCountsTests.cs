using LogAnalytics.Diagnosis;

namespace LogAnalytics.Tests.Diagnosis;

public class AttributeCountsTests
{
    private static ValueCounts Row(string? value, long passedBefore)
        => new(EvidenceAttributes.Certificate, value, passedBefore, 0, 0, 0, 0, 0, default, null, null);

    [Fact]
    public void Of_absent_value_is_kept_apart_from_every_text()
        => Assert.Equal([null, "", "\0"], AttributeCounts.Of([Row("\0", 1), Row("", 1), Row(null, 1)], EvidenceAttributes.Certificate).Rows.Select(r => r.Value));

    [Fact]
    public void Of_thumbprints_in_other_case_are_one_value()
        => Assert.Equal(3, Assert.Single(AttributeCounts.Of([Row("ab", 1), Row("AB", 2)], EvidenceAttributes.Certificate).Rows).PassedBefore);
}
