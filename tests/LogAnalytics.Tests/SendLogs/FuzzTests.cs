using System.Globalization;
using System.Text;
using LogAnalytics.Fuzz.Reading;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Tests.SendLogs;

/// <summary>
/// Mutates logs with a fixed seed and runs them through all stages. LOGANALYTICS_FUZZ_ITERATIONS raises the count;
/// a failure names the iteration, which is its seed.
/// </summary>
public class FuzzTests
{
    private static readonly int _iterations =
        int.TryParse(Environment.GetEnvironmentVariable("LOGANALYTICS_FUZZ_ITERATIONS"), CultureInfo.InvariantCulture, out int count) ? count : 20_000;

    private static readonly byte[][] _corpus =
    [
        .. new[]
        {
            LogWriter.Header.Split("\r\n"),
            [.. new LogWriter().Open().Message("m1").Send("MAIL FROM:<a@contoso.com> SIZE=1", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
                .Reply("250 2.1.0 Sender OK", "550 5.7.64 TenantAttribution; Relay Access Denied", "250 2.1.5 Recipient OK")
                .Send("BDAT 10", "BDAT 1 LAST").Reply("250 2.0.0 10", "250 2.6.0 Queued").Quit().Lines],
            [.. new LogWriter("0000000000000000").Connect().Send("EHLO x").Reply("250-mx.fabrikam.com Hello [203.0.113.9]", "250-STARTTLS", "250 SIZE")
                .Note("Sending certificate").Note("Certificate subject", "CN=a").Note("Certificate thumbprint", LogWriter.SentThumbprint)
                .Note("Received certificate").Note("Certificate thumbprint", LogWriter.RemoteThumbprint)
                .Send("MAIL FROM:<>", "DATA").Reply("550-5.7.64 TenantAttribution;", "550 5.7.64 no", "354 go").Quit().Lines],
            [.. new LogWriter("08DE7A0000000009", from: 7).Note("TLS negotiation failed with error NoCredentials")
                .Note("Failed to connect. Winsock error code: 10061").Send("RCPT TO:<x", "MAIL FROM:", "DATA", "EHLO").Reply("421", "220", "999 x", "2").Lines],
            [.. new LogWriter("08DE7A000000000A").Connect().Send("X-EXPS EXCHANGEAUTH SHA256", "<Binary Data>").Reply("235 <authentication response>")
                .Note(LogWriter.SentLabel, LogWriter.SentCertificate[..90]).Send("MAIL FROM:<\"a>b\"@contoso.com>", "RCPT TO:<c@fabrikam.com>", "RSET", "HELO x")
                .Reply("550-5.7.64 a\\r\\n550 5.7.64 b [h 2026-03-12T06:15:13.000Z 08DD]", "*****", "421 4.3.2 x", "220 ****").Lines],
            ["", "  ", "\0\0\0", "\"", "\"\"", ",,,,,,,,", "\uFEFF", "#Fields: date-time,session-id", "#Log-type: x"],
        }.SelectMany(lines => lines).Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] _tokens =
        [.. new[] { ",", "\"", "\"\"", "\n", "\r\n", "\r", "\0", "-", "250-", "550 5.7.64 TenantAttribution", "\uFEFF", "99999999999", " ", "[", "=", ";" }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3, 0x28]];

    [Fact]
    public void All_stages_survive_mutated_logs_and_lose_no_row()
    {
        for (int i = 0; i < _iterations; i++)
        {
            byte[] log = Mutate(new Random(i));
            try
            {
                Check(log, i);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"iteration {i}: {e.Message}\n{Encoding.Latin1.GetString(log)}", e);
            }
        }
    }

    private static void Check(byte[] log, int iteration)
    {
        bool grows = iteration % 2 == 0;
        Reading reading = Reading.Of(new TrickleStream(log, iteration, 200), fileRank: iteration % 3, tailMayGrow: grows, maxLineBytes: 2_000);
        if (reading.Reader.RefusedBecause is null)
        {
            Assert.True(reading.Account.Balances, "the account does not balance");
            Assert.Equal(log.Length, reading.Account.Bytes);
        }

        Assert.Equal(reading.Account.EventLines, reading.Rows.Count);
        Assert.Equal(Calls(log, iteration, isStrict: true), Calls(log, iteration, isStrict: false));
        List<StoredRow> duplicates = [];
        List<IReadOnlyList<StoredRow>> sessions = Stitching.Sessions(reading.Rows, maxOpenBytes: iteration % 5 * 4_000, duplicates);
        Assert.Equal(reading.Rows.Count, sessions.Sum(session => session.Count) + duplicates.Count);
        Assert.Equal(sessions.Sum(session => session.Count), Stitching.Interpret(reading.Rows).Sum(session => session.EventCount));
    }

    private static string Calls(byte[] log, int iteration, bool isStrict) =>
        ReaderCalls.Of(new TrickleStream(log, iteration, 200), tailMayGrow: iteration % 2 == 0, maxLineBytes: 2_000, isStrict);

    private static byte[] Mutate(Random random)
    {
        List<byte> log = [];
        // Mostly in order, so that sessions hold together; the rest jumps about.
        int line = random.Next(_corpus.Length);
        for (int n = random.Next(1, 60); n > 0; n--)
        {
            line = random.Next(4) == 0 ? random.Next(_corpus.Length) : (line + 1) % _corpus.Length;
            log.AddRange(_corpus[line]);
            log.AddRange(random.Next(2) == 0 ? "\n"u8 : "\r\n"u8);
        }

        for (int n = random.Next(12); n > 0 && log.Count > 0; n--)
        {
            int at = random.Next(log.Count);
            int length = Math.Min(random.Next(1, 40), log.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    log[at] = (byte)random.Next(256);
                    break;
                case 1:
                    log.RemoveRange(at, length);
                    break;
                case 2:
                    log.InsertRange(at, _tokens[random.Next(_tokens.Length)]);
                    break;
                case 3:
                    log.InsertRange(random.Next(log.Count), log.GetRange(at, length));
                    break;
                default:
                    log.RemoveRange(at, random.Next(8) == 0 ? log.Count - at : 1);
                    break;
            }
        }

        return [.. log];
    }
}
