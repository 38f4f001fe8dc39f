using CsCheck;
using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Tests.SendLogs.Replies;

public class ReplyClassifierTests
{
    [Fact]
    public void Classify_asks_the_taxonomy_once_for_a_text_that_repeats()
    {
        ReplyClassifier classifier = new(ReplyTaxonomy.BuiltIn);
        for (int i = 0; i < 1_000; i++)
            Assert.Equal("tenant_attribution", classifier.Classify("550 5.7.64 TenantAttribution; Relay Access Denied").Family?.Id);
        Assert.Equal((1L, 1), (classifier.ClassifiedCount, classifier.RememberedCount));
    }

    [Fact]
    public void Classify_texts_with_tails_of_their_own_do_not_grow_the_memory()
    {
        ReplyClassifier classifier = new(ReplyTaxonomy.BuiltIn);
        for (int i = 0; i < 10 * ReplyClassifier.SlotCount; i++)
            Assert.Equal("tenant_attribution", classifier.Classify($"550 5.7.64 TenantAttribution; Relay Access Denied [host 2025-01-29T19:07:30.476Z {i:X16}]").Family?.Id);
        Assert.InRange(classifier.RememberedCount, 1, ReplyClassifier.SlotCount);
    }

    [Fact]
    public void Classify_long_text_is_answered_and_not_remembered()
    {
        ReplyClassifier classifier = new(ReplyTaxonomy.BuiltIn);
        string text = "550 5.7.64 TenantAttribution; " + new string('x', ReplyClassifier.MaxRememberedLength);
        Assert.Equal("tenant_attribution", classifier.Classify(text).Family?.Id);
        Assert.Equal(0, classifier.RememberedCount);
    }

    [Fact]
    public void Classify_answers_as_the_taxonomy_does_whatever_was_asked_before()
    {
        ReplyClassifier classifier = new(ReplyTaxonomy.BuiltIn);
        Gen<string> tail = Gen.OneOf("TenantAttribution; Relay Access Denied", "ATTR36", "ATTR35", "Sender OK", "");
        Gen.Select(Gen.OneOf("550 5.7.64", "451 4.4.62", "250 2.1.0", "550"), tail, Gen.Int[0, 20_000]).Sample(
            (code, words, id) =>
            {
                string text = $"{code} {words} {id}";
                ReplyFamily? expected = ReplyTaxonomy.BuiltIn.Classify(SmtpReply.Parse(text));
                ClassifiedReply found = classifier.Classify(text);
                Assert.Equal((text, expected), (found.Reply.Text, found.Family));
            },
            iter: 20_000,
            threads: 1);
    }
}
