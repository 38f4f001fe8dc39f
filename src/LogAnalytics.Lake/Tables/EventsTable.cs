using System.Text;
using System.Text.Unicode;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// One row per log row, the rows of a session together and in order. What is constant in a session (server, connector, endpoints)
/// stands in its sessions row once, and event, data and context in <see cref="TextsTable"/>, less the row's own parameters.
/// <c>overrides</c> holds connector, local and remote endpoint of a row that has others than its session; <c>overrides_raw</c> those
/// and the session id where one of them is not valid UTF-8.
/// </summary>
public sealed class EventsTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly NumberColumn<int> _session = new("session_number");
    private readonly NumberColumn<int> _sequence = new("sequence_number");
    private readonly TimeColumn _time = new("time");
    private readonly NumberColumn<int> _text = new("text_number");
    private readonly Utf8Column _first = new("parameter_1", mayRepeat: false);
    private readonly Utf8Column _second = new("parameter_2", mayRepeat: false);
    private readonly Utf8Column _third = new("parameter_3", mayRepeat: false);
    private readonly TextColumn _overrides = new("overrides", mayRepeat: false);
    private readonly BytesColumn _overridesRaw = new("overrides_raw");
    private readonly NumberColumn<int> _file = new("file_number");
    private readonly NumberColumn<long> _line = new("line_number");
    private readonly NumberColumn<long> _offset = new("byte_offset");

    public EventsTable() => Columns =
    [
        _part, _session, _sequence, _time, _text, _first, _second, _third, _overrides, _overridesRaw, _file, _line, _offset,
    ];

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Adds the rows of one session.</summary>
    /// <param name="number">Number of the session in its part.</param>
    /// <param name="fileNumberOf">File rank → number of the file in the part.</param>
    public void Add(long partId, int number, ReadOnlySpan<StoredRow> rows, in SessionConstants constants, TextsTable texts, Func<int, int> fileNumberOf)
    {
        _part.AddRepeated(partId, rows.Length);
        _session.AddRepeated(number, rows.Length);
        Span<int> sequence = _sequence.Extend(rows.Length);
        Span<long> time = _time.Extend(rows.Length);
        Span<int> text = _text.Extend(rows.Length);
        Span<long> line = _line.Extend(rows.Length);
        Span<long> offset = _offset.Extend(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            ref readonly StoredRow row = ref rows[i];
            sequence[i] = row.SequenceNumber;
            time[i] = row.TimeMicros;
            text[i] = texts.NumberOf(partId, row);
            line[i] = row.LineNumber;
            offset[i] = row.ByteOffset;
        }

        AddParameters(rows);
        AddFrames(rows, constants);
        AddFiles(rows, fileNumberOf);
    }

    private void AddParameters(ReadOnlySpan<StoredRow> rows)
    {
        int without = 0;
        foreach (ref readonly StoredRow row in rows)
        {
            if (!row.HasParameters)
            {
                without++;
                continue;
            }

            AddEmpty(without);
            without = 0;
            TextParameters parameters = row.Parameters;
            _first.Add(parameters.First);
            _second.Add(parameters.Second);
            _third.Add(parameters.Third);
        }

        AddEmpty(without);
    }

    private void AddEmpty(int rows)
    {
        _first.AddEmpty(rows);
        _second.AddEmpty(rows);
        _third.AddEmpty(rows);
    }

    private void AddFrames(ReadOnlySpan<StoredRow> rows, in SessionConstants constants)
    {
        bool isExact = constants.IsExact && Utf8.IsValid(rows[0].SessionId.Span);
        int usual = 0;
        foreach (ref readonly StoredRow row in rows)
        {
            if (isExact && constants.Hold(row))
            {
                usual++;
                continue;
            }

            AddUsual(usual);
            usual = 0;
            byte[] own = [.. row.ConnectorId.Span, EventOverrides.Separator, .. row.LocalEndpoint.Span, EventOverrides.Separator, .. row.RemoteEndpoint.Span];
            byte[] raw = [.. own, EventOverrides.Separator, .. row.SessionId.Span];
            _overrides.Add(Encoding.UTF8.GetString(own));
            _overridesRaw.Add(Utf8.IsValid(raw) ? null : raw);
        }

        AddUsual(usual);
    }

    private void AddUsual(int rows)
    {
        _overrides.AddNulls(rows);
        _overridesRaw.AddNulls(rows);
    }

    private void AddFiles(ReadOnlySpan<StoredRow> rows, Func<int, int> fileNumberOf)
    {
        for (int count; rows.Length > 0; rows = rows[count..])
        {
            count = StoredRow.CountOfFirstFile(rows);
            _file.AddRepeated(fileNumberOf(rows[0].FileRank), count);
        }
    }
}

/// <summary>The texts of a row that are not those of its session: connector, local endpoint, remote endpoint, and in bytes the session id.</summary>
public static class EventOverrides
{
    /// <summary>A line end cannot stand in a field.</summary>
    public const byte Separator = (byte)'\n';
}
