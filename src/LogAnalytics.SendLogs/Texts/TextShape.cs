using System.Buffers;
using System.Text;

namespace LogAnalytics.SendLogs.Texts;

/// <summary>
/// A text that is the same in many rows but for up to three places: head, parameter 1, middle, parameter 2, second middle, parameter 3,
/// tail. The mailbox or message id is parameter 2 in every shape, so that one column holds like with like.
/// </summary>
public sealed class TextShape
{
    private const int PlaceLength = 3;

    // ASCII without quotes and angle brackets; and without blanks.
    private static readonly SearchValues<byte> _plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c).Except("<>\""u8.ToArray())]);
    private static readonly SearchValues<byte> _plainWord = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (byte)c).Except("<>\""u8.ToArray())]);

    private readonly byte[] _head;
    private readonly byte[] _middle;
    private readonly byte[] _secondMiddle;
    private readonly byte[] _tail;
    private readonly bool _hasFirst;
    private readonly bool _hasSecond;
    private readonly bool _hasThird;

    /// <param name="pattern">Its literals with {1}, {2} and {3} at the places of the parameters, in this order.</param>
    public TextShape(int number, bool isInContext, string pattern)
    {
        Number = number;
        IsInContext = isInContext;
        int[] at = [.. new[] { "{1}", "{2}", "{3}" }.Select(place => pattern.IndexOf(place, StringComparison.Ordinal))];
        (_hasFirst, _hasSecond, _hasThird) = (at[0] >= 0, at[1] >= 0, at[2] >= 0);
        _head = Encoding.ASCII.GetBytes(pattern[..at.First(place => place >= 0)]);
        _middle = _hasFirst ? Between(at[0], _hasSecond ? at[1] : at[2]) : [];
        _secondMiddle = _hasSecond ? Between(at[1], at[2]) : [];
        _tail = Encoding.ASCII.GetBytes(pattern[(at.Max() + PlaceLength)..]);
        Literals = (Encoding.ASCII.GetString(_head), Encoding.ASCII.GetString(_middle), Encoding.ASCII.GetString(_secondMiddle), Encoding.ASCII.GetString(_tail));

        byte[] Between(int place, int next) => next < 0 ? [] : Encoding.ASCII.GetBytes(pattern[(place + PlaceLength)..next]);
    }

    /// <summary>From 0, in the order in which shapes are tried.</summary>
    public int Number { get; }

    /// <summary>The parameters are in the context; else in the data. The other field is empty.</summary>
    public bool IsInContext { get; }

    public ReadOnlySpan<byte> Head => _head;

    /// <summary>What stands between and around the parameters, in order.</summary>
    public (string Head, string Middle, string SecondMiddle, string Tail) Literals { get; }

    /// <summary>Takes a text apart; <see cref="Write"/> gives the same bytes back. Parameters are ASCII without quotes and angle brackets.</summary>
    public bool TryMatch(ReadOnlySpan<byte> text, out TextParameters parameters)
    {
        parameters = default;
        if (text.Length < _head.Length + _tail.Length || !text.StartsWith(_head) || !text.EndsWith(_tail))
            return false;
        ReadOnlySpan<byte> rest = text[_head.Length..^_tail.Length];
        if (_hasFirst)
        {
            int end = _hasSecond || _hasThird ? rest.IndexOf(_middle) : rest.Length;
            if (end < 0)
                return false;
            parameters.First = rest[..end];
            rest = rest[Math.Min(rest.Length, end + _middle.Length)..];
        }

        if (_hasSecond)
        {
            int end = _hasThird ? rest.IndexOf(_secondMiddle) : rest.Length;
            if (end < 0)
                return false;
            parameters.Second = rest[..end];
            rest = rest[Math.Min(rest.Length, end + _secondMiddle.Length)..];
        }

        if (_hasThird)
            parameters.Third = rest;
        return !parameters.First.ContainsAnyExcept(_plainWord) && !parameters.Second.ContainsAnyExcept(_plain) && !parameters.Third.ContainsAnyExcept(_plain);
    }

    public int LengthWith(in TextParameters parameters) =>
        _head.Length + _middle.Length + _secondMiddle.Length + _tail.Length + parameters.First.Length + parameters.Second.Length + parameters.Third.Length;

    /// <summary>Puts a text together again; <paramref name="target"/> holds <see cref="LengthWith"/> bytes.</summary>
    public void Write(in TextParameters parameters, Span<byte> target)
    {
        Put(_head, ref target);
        Put(parameters.First, ref target);
        Put(_middle, ref target);
        Put(parameters.Second, ref target);
        Put(_secondMiddle, ref target);
        Put(parameters.Third, ref target);
        Put(_tail, ref target);
    }

    /// <summary>The whole text as a string.</summary>
    public string Text(in TextParameters parameters)
    {
        int length = LengthWith(parameters);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        Write(parameters, bytes.AsSpan(0, length));
        string text = Encoding.ASCII.GetString(bytes, 0, length);
        ArrayPool<byte>.Shared.Return(bytes);
        return text;
    }

    private static void Put(ReadOnlySpan<byte> piece, ref Span<byte> target)
    {
        piece.CopyTo(target);
        target = target[piece.Length..];
    }
}

/// <summary>What stands at the places of a shape; empty where it has none.</summary>
public ref struct TextParameters
{
    public ReadOnlySpan<byte> First;
    public ReadOnlySpan<byte> Second;
    public ReadOnlySpan<byte> Third;
}
