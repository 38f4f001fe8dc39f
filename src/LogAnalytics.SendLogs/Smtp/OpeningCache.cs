using System.Runtime.InteropServices;
using System.Text;
using LogAnalytics.SendLogs.Certificates;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>
/// The openings of sessions, each interpreted once: nearly all sessions of a log begin with the same texts as thousands before them, and
/// only their messages are their own. What is remembered changes the speed, never the answer. One instance serves one thread.
/// </summary>
internal sealed class OpeningCache
{
    // Openings have some fifteen rows; a longer one is interpreted row by row.
    private const int MostRows = 64;

    // Taken by the hash; an opening takes the place of another.
    private const int SlotCount = 1024;

    private const int MostDateBytes = 64;

    private readonly SessionOpening?[] _slots = new SessionOpening?[SlotCount];
    private readonly int[] _key = new int[MostRows];
    // Of the session at hand.
    private int _count;
    private int _slot;
    private int _banner;
    private DateTime? _bannerDate;

    private ReadOnlySpan<int> Key => _key.AsSpan(0, _count);

    /// <summary>
    /// How many rows of the session are its opening: those before the first that has parameters, save the banner's. 0: it has none that
    /// can be remembered.
    /// </summary>
    public int Begin(ReadOnlySpan<StoredRow> rows)
    {
        _count = Count(rows);
        if (_count == 0 || (_banner >= 0 && !IsUsual(rows[_banner].Parameters)))
            return 0;
        ulong hash = ByteHash.Add(ByteHash.Add(ByteHash.Start, MemoryMarshal.AsBytes(Key)), HostOf(rows));
        _slot = (int)((uint)ByteHash.Finish(hash) % SlotCount);
        return _count;
    }

    /// <summary>What is known of the opening that was begun, and a session with it; null if nothing is.</summary>
    public SessionOpening? Find(ReadOnlySpan<StoredRow> rows, out SmtpSession? session)
    {
        session = null;
        if (_slots[_slot] is not { } known || !Key.SequenceEqual(known.Key) || !HostOf(rows).SequenceEqual(known.Host))
            return null;
        if (known.ReadsClock && _bannerDate is null)
            return null;
        session = known.Session.Copy();
        if (known.ReadsClock)
            ReceiverClock.NoteBanner(session, _bannerDate!.Value, rows[_banner].TimeMicros);
        return known;
    }

    /// <summary>Remembers what the opening that was begun says, if it says the same whenever it comes: its times and the banner's date aside.</summary>
    /// <param name="rows">The session's.</param>
    /// <param name="session">What its rows have made of a new session.</param>
    /// <param name="firstReply">Index of the first reply among the rows; -1 for none.</param>
    public void Keep(ReadOnlySpan<StoredRow> rows, SmtpSession session, CertificateReader certificates, bool talks, int firstReply)
    {
        if (session.AttributionErrorCount > 0 || session.ReceiverSessionId is not null || session.Messages.Count > 0)
            return;
        bool readsClock = session.ClockSource is not null;
        // The clock is the banner's alone, and nothing else than the clock depends on its date.
        if ((readsClock || _banner >= 0) && (session.ClockSource != ClockSource.Banner || _banner != firstReply || !IsSkewOfBanner(rows, session)))
            return;
        SmtpSession known = session.Copy();
        (known.ClockSource, known.ClockSkewMs) = (null, null);
        _slots[_slot] = new SessionOpening(Key.ToArray(), HostOf(rows).ToArray(), known, certificates.Sent, certificates.Remote, talks, readsClock);
    }

    private int Count(ReadOnlySpan<StoredRow> rows)
    {
        _banner = -1;
        _bannerDate = null;
        int count = Math.Min(rows.Length, MostRows);
        for (int i = 0; i < count; i++)
        {
            ref readonly StoredRow row = ref rows[i];
            if (row.TextNumber < 0 || row.SequenceNumber != i || !ReferenceEquals(row.Session, rows[0].Session))
                return 0;
            if (row.HasParameters)
            {
                if (_banner >= 0 || !ReferenceEquals(row.Session.Texts[row.TextNumber].Shape, TextShapes.Banner))
                    return i;
                _banner = i;
            }

            _key[i] = (row.TextNumber << 2) | (row.HasParameters ? 2 : 0) | (row.HasLocalEndpoint ? 1 : 0);
        }

        return rows.Length <= MostRows ? rows.Length : 0;
    }

    private ReadOnlySpan<byte> HostOf(ReadOnlySpan<StoredRow> rows) => _banner < 0 ? [] : rows[_banner].Parameters.Second;

    // No mask, no tail by which a receiver signs, nothing before the date that looks like one.
    private bool IsUsual(in TextParameters banner)
    {
        if (banner.Second.IsEmpty || !char.IsAsciiLetter((char)banner.Second[0]) || banner.Second.ContainsAny("*:=[]"u8)
            || banner.Third.Length > MostDateBytes || banner.Third.ContainsAny("*=[]"u8))
            return false;
        Span<char> date = stackalloc char[MostDateBytes];
        _bannerDate = BannerDate.Find(date[..Encoding.ASCII.GetChars(banner.Third, date)]);
        return true;
    }

    private bool IsSkewOfBanner(ReadOnlySpan<StoredRow> rows, SmtpSession session)
    {
        if (_bannerDate is not { } date)
            return false;
        SmtpSession other = new() { SessionId = default };
        ReceiverClock.NoteBanner(other, date, rows[_banner].TimeMicros);
        return other.ClockSkewMs == session.ClockSkewMs && !session.BannerMasked;
    }
}
