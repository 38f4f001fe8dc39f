using System.Text.Json;
using LogAnalytics.Fuzz.Reading;
using LogAnalytics.Fuzz.Sessions;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Fuzz.Targets;

/// <summary>Bytes to rows to sessions to what they say.</summary>
internal sealed class SessionsTarget : IFuzzTarget
{
    private static readonly int[] _whole = [int.MaxValue];

    // One instance serves one thread; it remembers no session, and its tables are large.
    [ThreadStatic]
    private static SessionInterpreter? _literal;

    private static SessionInterpreter Literal => _literal ??= new SessionInterpreter(ReplyTaxonomy.BuiltIn, isLiteral: true);

    public string Name => "sessions";

    public void Run(byte[] input)
    {
        List<StoredRow> rows = LogReading.Of(input, _whole).Rows;
        SessionRun run = SessionRun.Of(rows);
        StitchingRules.NoRowIsLost(rows, run);
        CheckMemory(rows, run);
        CheckOrder(rows, run);
        CheckCopies(input, rows, run);
        CheckSessions(run);
    }

    // One session open takes 4 KB: a few, one, or none fit.
    private static void CheckMemory(List<StoredRow> rows, SessionRun run)
    {
        foreach (long bytes in new long[] { 10_000, 5_000, 0 })
            StitchingRules.SameRows(run, SessionRun.Of(rows, bytes), "little memory gives the same sessions");
        StitchingRules.SameRows(run, SessionRun.Of(rows, quietEvery: 3), "closing quiet sessions gives the same sessions");
    }

    private static void CheckOrder(List<StoredRow> rows, SessionRun run)
    {
        StitchingRules.SameRows(run, SessionRun.Of(Enumerable.Reverse(rows)), "rows backwards give the same sessions");
        IGrouping<string, StoredRow>[] byId = [.. rows.GroupBy(row => Convert.ToHexString(row.SessionId.Span)).OrderBy(group => group.Key, StringComparer.Ordinal)];
        StitchingRules.SameRows(run, SessionRun.Of(byId.SelectMany(group => group)), "sessions one behind the other are the same");
        StitchingRules.SameRows(run, SessionRun.Joined(byId.Select(group => SessionRun.Of(group))), "sessions read alone are the same");
    }

    // A file that was collected twice adds nothing.
    private static void CheckCopies(byte[] input, List<StoredRow> rows, SessionRun run)
    {
        List<StoredRow> copies = LogReading.Of(input, _whole, fileRank: 1).Rows;
        SessionRun twice = SessionRun.Of([.. copies, .. rows]);
        StitchingRules.SameContent(run, twice, "a copied file adds no session");
        Check.That(twice.Duplicates.Count == run.Duplicates.Count + rows.Count, "every row of a copied file is a duplicate");
    }

    // One interpreter for all sessions, another that meets them in the opposite order: nothing is carried over.
    private static void CheckSessions(SessionRun run)
    {
        SessionInterpreter interpreter = new(ReplyTaxonomy.BuiltIn);
        SmtpSession[] sessions = [.. run.Sessions.Select(rows => interpreter.Interpret([.. rows]))];
        for (int i = 0; i < sessions.Length; i++)
        {
            SessionRules.Hold(sessions[i], run.Sessions[i]);
            CertificateRules.Hold(sessions[i], run.Sessions[i]);
        }

        SessionInterpreter other = new(ReplyTaxonomy.BuiltIn);
        for (int i = sessions.Length - 1; i >= 0; i--)
        {
            StoredRow[] rows = [.. run.Sessions[i]];
            string text = JsonSerializer.Serialize(sessions[i]);
            Check.That(text == JsonSerializer.Serialize(other.Interpret(rows)), "a session does not depend on the ones before");
            Check.That(text == JsonSerializer.Serialize(other.Interpret(rows)), "a session that is remembered is the same");
            Check.That(text == JsonSerializer.Serialize(Literal.Interpret(rows)), "what is remembered is what the rows say");
        }
    }
}
