using System.Text;
using System.Text.Unicode;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// Event, data and context of the rows of a part, each combination once, numbered in order of their first row. Where texts differ in a
/// few places only, the row has what stands there: <c>parameters_in</c> says which field is put together from literal 1 (in
/// <c>data</c> or <c>context</c>), parameter 1, <c>literal_2</c>, parameter 2, <c>literal_3</c>, parameter 3, <c>literal_4</c>. The
/// <c>_raw</c> columns hold the bytes where a text is not valid UTF-8; <c>family</c> is that of a reply which the row holds whole.
/// </summary>
public sealed class TextsTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly NumberColumn<int> _number = new("text_number");
    private readonly TextColumn _event = new("event", mayRepeat: false);
    private readonly TextColumn _data = new("data", mayRepeat: false);
    private readonly TextColumn _context = new("context", mayRepeat: false);
    private readonly TextColumn _parametersIn = new("parameters_in");
    private readonly TextColumn _second = new("literal_2", mayRepeat: false);
    private readonly TextColumn _third = new("literal_3", mayRepeat: false);
    private readonly TextColumn _fourth = new("literal_4", mayRepeat: false);
    private readonly TextColumn _family = new("family");
    private readonly BytesColumn _eventRaw = new("event_raw");
    private readonly BytesColumn _dataRaw = new("data_raw");
    private readonly BytesColumn _contextRaw = new("context_raw");

    private readonly ReplyTaxonomy _taxonomy;
    private readonly Dictionary<LogText, int> _numbers = new(LogTextComparer.Instance);
    private LogTexts? _texts;
    private int[] _numberOfText = [];

    /// <param name="taxonomy">What replies are classified by, once per text.</param>
    public TextsTable(ReplyTaxonomy taxonomy)
    {
        _taxonomy = taxonomy;
        Columns =
        [
            _part, _number, _event, _data, _context, _parametersIn, _second, _third, _fourth, _family, _eventRaw, _dataRaw, _contextRaw,
        ];
    }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Number of the row's texts in this part; new ones are added.</summary>
    public int NumberOf(long partId, in StoredRow row)
    {
        int known = row.TextNumber;
        if (known < 0)
            return NumberOf(partId, row.Text);
        if (!ReferenceEquals(row.Session.Texts, _texts))
            (_texts, _numberOfText) = (row.Session.Texts, []);
        if (known >= _numberOfText.Length)
            Array.Resize(ref _numberOfText, Math.Max(known + 1, _numberOfText.Length * 2));
        // One more than the number; 0 where it is not known.
        ref int number = ref _numberOfText[known];
        if (number == 0)
            number = NumberOf(partId, row.Text) + 1;
        return number - 1;
    }

    /// <summary>The next part numbers its texts anew.</summary>
    public void Reset()
    {
        _numbers.Clear();
        Array.Clear(_numberOfText);
    }

    /// <summary>The texts of a part in order of their numbers.</summary>
    public static async Task<IReadOnlyList<LogText>> ReadAsync(Stream content)
    {
        List<LogText> texts = [];
        await foreach (TableRows group in TableReader.ReadAsync(content).ConfigureAwait(false))
        {
            string?[] logEvent = await group.TextAsync("event").ConfigureAwait(false);
            string?[] data = await group.TextAsync("data").ConfigureAwait(false);
            string?[] context = await group.TextAsync("context").ConfigureAwait(false);
            string?[] parametersIn = await group.TextAsync("parameters_in").ConfigureAwait(false);
            byte[]?[] eventRaw = await group.BytesAsync("event_raw").ConfigureAwait(false);
            byte[]?[] dataRaw = await group.BytesAsync("data_raw").ConfigureAwait(false);
            byte[]?[] contextRaw = await group.BytesAsync("context_raw").ConfigureAwait(false);
            string?[] second = await group.TextAsync("literal_2").ConfigureAwait(false);
            string?[] third = await group.TextAsync("literal_3").ConfigureAwait(false);
            string?[] fourth = await group.TextAsync("literal_4").ConfigureAwait(false);
            for (int i = 0; i < logEvent.Length; i++)
            {
                byte[] bytes = eventRaw[i] ?? Utf8Of(logEvent[i]);
                if (parametersIn[i] is { } field)
                    texts.Add(new LogText(LogTexts.None, bytes, ShapeOf(field == "context", (field == "context" ? context : data)[i], second[i], third[i], fourth[i])));
                else
                    texts.Add(new LogText(LogTexts.None, bytes, dataRaw[i] ?? Utf8Of(data[i]), contextRaw[i] ?? Utf8Of(context[i])));
            }
        }

        return texts;
    }

    private static TextShape ShapeOf(bool isInContext, params string?[] literals) =>
        TextShapes.Find(isInContext, literals[0]!, literals[1]!, literals[2]!, literals[3]!)
            ?? throw new InvalidDataException($"no text has the shape '{string.Join("{}", literals)}'");

    private int NumberOf(long partId, LogText text)
    {
        if (_numbers.TryGetValue(text, out int number))
            return number;
        number = _numbers.Count;
        _numbers.Add(text, number);
        _part.Add(partId);
        _number.Add(number);
        Add(_event, _eventRaw, text.Event);
        Add(_data, _dataRaw, text.Shape is { IsInContext: false } inData ? inData.Head : text.Data);
        Add(_context, _contextRaw, text.Shape is { IsInContext: true } inContext ? inContext.Head : text.Context);
        _parametersIn.Add(text.Shape is null ? null : text.Shape.IsInContext ? "context" : "data");
        _second.Add(text.Shape?.Literals.Middle);
        _third.Add(text.Shape?.Literals.SecondMiddle);
        _fourth.Add(text.Shape?.Literals.Tail);
        _family.Add(FamilyOf(text));
        return number;
    }

    // A line that others follow is no whole reply.
    private string? FamilyOf(LogText text)
    {
        bool isReply = text.Shape is null && text.Event is [(byte)'<'] && SmtpReply.LooksLikeReply(text.Data) && !(text.Data.Length > 3 && text.Data[3] == (byte)'-');
        return isReply ? _taxonomy.Classify(SmtpReply.Parse(Encoding.UTF8.GetString(text.Data)))?.Id : null;
    }

    private static void Add(TextColumn shown, BytesColumn raw, ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            shown.Add(bytes);
            raw.Add(null);
        }
        else
        {
            shown.Add(Encoding.UTF8.GetString(bytes));
            raw.Add(bytes.ToArray());
        }
    }

    private static byte[] Utf8Of(string? text) => Encoding.UTF8.GetBytes(text ?? "");
}
