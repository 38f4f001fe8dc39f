using System.Text.Json;
using CsCheck;
using LogAnalytics.Diagnosis;

namespace LogAnalytics.Tests.Diagnosis;

/// <summary>What holds for any evidence, contradictory and hostile included.</summary>
public class DiagnosisPropertyTests
{
    private static readonly DateTime s_onset = new(2026, 3, 12, 6, 0, 0, DateTimeKind.Utc);

    private static readonly string[] s_attributes =
    [
        EvidenceAttributes.Server, EvidenceAttributes.Connector, EvidenceAttributes.Certificate, EvidenceAttributes.PublicAddress,
        EvidenceAttributes.StartTls, EvidenceAttributes.BannerMasked, EvidenceAttributes.RemoteFamily, EvidenceAttributes.TlsProtocol,
        EvidenceAttributes.SenderDomain, "attribute of a later version",
    ];

    private static readonly string[] s_thumbprints = [new('A', 40), new('b', 40), new('C', 40), "not hex'"];

    private static readonly Gen<DateTime> s_time = Gen.Int[-5000, 5000].Select(minutes => s_onset.AddMinutes(minutes));

    private static readonly Gen<string?> s_value = Gen.OneOf(
        Gen.OneOf<string?>(null, "encrypted", "not_used", "not_offered", "true", "false", "203.0.113.9", "198.51.100.7", "<>", "contoso.com", "TLS1_0"),
        Gen.OneOf<string?>(s_thumbprints),
        HostileText.Gen.Select(text => (string?)text));

    // Zero is common, or nothing would ever be new.
    private static readonly Gen<long> s_count = Gen.OneOf(Gen.Const(0L), Gen.Const(0L), Gen.Long[0, 500]);

    private static readonly Gen<ValueCounts> s_row =
        Gen.Select(Gen.OneOf(s_attributes), s_value, s_count, s_count, s_count, s_count, Gen.Select(s_time, s_time))
            .Select((attribute, value, before, passed, failed, after, times) => new ValueCounts(
                attribute, value, before, 0, passed, failed, after, 0, times.Item1, before + passed > 0 ? times.Item2 : null, null));

    private static readonly Gen<CertificateFacts> s_certificate =
        Gen.Select(Gen.OneOf(s_thumbprints), HostileText.Gen, Gen.OneOf("CN=CA 1", "CN=CA 2"), HostileText.Gen.Array[0, 3], Gen.Bool, s_time)
            .Select((thumbprint, name, issuer, names, known, time) => new CertificateFacts(
                thumbprint, "CN=" + name, issuer, null, known ? names : null, null, time, time, time, ["EX01"]));

    private static readonly Gen<TlsFailureCounts> s_tlsFailure =
        Gen.Select(Gen.OneOf(Gen.OneOf("NoCredentials", "UnknownCredentials", "SocketError"), HostileText.Gen), s_count, s_count, s_time)
            .Select((error, before, during, time) => new TlsFailureCounts(error, before, during, time));

    private static readonly Gen<IncidentEvidence> s_evidence =
        Gen.Select(
                s_row.Array[0, 25], s_row.Array[0, 10], s_certificate.Array[0, 5], s_tlsFailure.Array[0, 3],
                HostileText.Gen.Array[0, 2], HostileText.Gen.Array[0, 3], Gen.Select(Gen.OneOf("tenant_attribution", "attr35", "attr36"), Gen.Bool))
            .Select((rows, peers, certificates, failures, connectors, servers, rest) => new IncidentEvidence
            {
                Family = rest.Item1,
                Servers = servers,
                Connectors = connectors,
                FirstBad = s_onset,
                LastGood = null,
                FirstGoodAfter = rest.Item2 ? s_onset.AddHours(1) : null,
                Slice = [],
                InScope = rows,
                Everywhere = [.. rows, .. peers],
                Certificates = certificates,
                TlsFailures = failures,
            });

    [Fact]
    public void Diagnose_any_evidence_gives_causes_best_first_with_remedies()
        => s_evidence.Sample(evidence =>
        {
            var diagnosis = CauseAnalysis.Diagnose(evidence);
            Assert.NotEmpty(diagnosis.Causes);
            Assert.NotEmpty(diagnosis.Remedies);
            Assert.Equal(diagnosis.Causes.OrderByDescending(c => c.Confidence), diagnosis.Causes);
            Assert.Equal(diagnosis.Causes.Select(c => c.Id).Distinct(), diagnosis.Causes.Select(c => c.Id));
            Assert.All(diagnosis.Causes, c => Assert.NotEmpty(c.For.Concat(c.Against)));
        });

    [Fact]
    public void Diagnose_pre_existing_or_single_failures_are_never_strong_but_for_a_server_contrast()
        => s_evidence.Sample(evidence =>
        {
            var first = evidence with { InScope = [.. evidence.InScope.Select(r => r with { PassedBefore = 0 })] };
            Assert.DoesNotContain(CauseAnalysis.Diagnose(first).Causes, c => c.Confidence == Confidence.Strong && c.Id != CauseIds.ServerCertificateDiffers);
        });

    [Fact]
    public void Diagnose_order_of_the_input_changes_nothing()
        => Gen.Select(s_evidence, Gen.Int).Sample((evidence, seed) =>
        {
            var random = new Random(seed);
            var shuffled = evidence with
            {
                InScope = Shuffle(evidence.InScope, random),
                Everywhere = Shuffle(evidence.Everywhere, random),
                Certificates = Shuffle(evidence.Certificates, random),
                TlsFailures = Shuffle(evidence.TlsFailures, random),
                Servers = Shuffle(evidence.Servers, random),
                Connectors = Shuffle(evidence.Connectors, random),
            };
            Assert.Equal(JsonSerializer.Serialize(CauseAnalysis.Diagnose(evidence)), JsonSerializer.Serialize(CauseAnalysis.Diagnose(shuffled)));
        });

    [Fact]
    public void Diagnose_commands_hold_input_only_inside_closed_literals_and_no_placeholder()
        => s_evidence.Sample(evidence =>
        {
            foreach (Remedy remedy in CauseAnalysis.Diagnose(evidence).Remedies)
            {
                foreach (string command in new[] { remedy.Command, remedy.Check, remedy.Undo }.OfType<string>())
                {
                    string rest = PowerShellReader.RemoveLiterals(command).Code.Replace("<I>", "", StringComparison.Ordinal).Replace("<S>", "", StringComparison.Ordinal);
                    Assert.DoesNotContain('<', rest);
                    Assert.DoesNotContain("evil", rest, StringComparison.Ordinal);
                    Assert.DoesNotContain("Remove-Mailbox", rest, StringComparison.Ordinal);
                    Assert.DoesNotContain("Stop-Computer", rest, StringComparison.Ordinal);
                    Assert.DoesNotContain(command, char.IsControl);
                }
            }
        });

    private static T[] Shuffle<T>(IEnumerable<T> items, Random random)
    {
        T[] copy = items.ToArray();
        random.Shuffle(copy);
        return copy;
    }
}
