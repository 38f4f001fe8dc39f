using System.Text;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Tests.SendLogs.Lines;

public class LogHeaderTests
{
    private const string Row = "2026-03-12T06:15:13.482Z,Outbound,08DE7A0000000001,0,,198.51.100.25:25,*,,attempting to connect";
    private const string SendType = "#Log-type: SMTP Send Protocol Log";

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    public void Read_byte_order_mark_and_line_ends_do_not_matter(string lineEnd, bool mark)
    {
        Reading reading = Reading.Of((mark ? "\uFEFF" : "") + LogWriter.Header.Replace("\r\n", lineEnd, StringComparison.Ordinal) + Row + lineEnd);
        Assert.Equal((5, 1, 0), (reading.Account.HeaderLines, reading.Account.EventLines, reading.Account.RejectedLines));
        Assert.Equal(("SMTP Send Protocol Log", "15.0.0.0"), (reading.Reader.Header.LogType, reading.Reader.Header.Version));
        Assert.True(reading.Account.Balances);
    }

    [Fact]
    public void Read_mark_before_a_row_is_no_part_of_the_row() => Assert.Single(Reading.Of("\uFEFF" + Row).Rows);

    [Fact]
    public void Read_without_header_takes_the_documented_columns()
    {
        Reading reading = Reading.Of(Row + "\n");
        Assert.Null(reading.Reader.Header.LogType);
        Assert.Equal("attempting to connect", Stitching.TextOf(Assert.Single(reading.Rows).Context));
    }

    [Fact]
    public void Read_header_repeated_in_the_middle_gives_no_row()
    {
        Reading reading = Reading.Of(LogWriter.Header + Row + "\r\n" + LogWriter.Header + Row + "\r\n");
        Assert.Equal((10, 2, 0), (reading.Account.HeaderLines, reading.Account.EventLines, reading.Account.RejectedLines));
    }

    [Theory]
    [InlineData("Software: Microsoft Exchange Server")]
    [InlineData("Log-type: SMTP Send Protocol Log")]
    [InlineData("FIELDS: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context")]
    [InlineData("#LOG-TYPE: smtp send protocol log")]
    [InlineData("# anything")]
    public void Read_first_character_lost_or_other_case_is_still_header(string line)
    {
        Reading reading = Reading.Of(line + "\r\n" + Row + "\r\n");
        Assert.Null(reading.Reader.RefusedBecause);
        Assert.Equal((1, 1), (reading.Account.HeaderLines, reading.Account.EventLines));
    }

    [Fact]
    public void Read_other_order_of_fields_is_obeyed()
    {
        Reading reading = Reading.Of(
            "#Fields: session-id,sequence-number,date-time,extra,connector-id,remote-endpoint,local-endpoint,data,event,context\n"
            + "08DE7A0000000001,3,2026-03-12T06:15:13.482Z,?,Outbound,198.51.100.25:25,192.0.2.10:1,\"a,b\",>,c\n");
        StoredRowTexts row = StoredRowTexts.Of(Assert.Single(reading.Rows));
        Assert.Equal(new StoredRowTexts(3, "Outbound", "192.0.2.10:1", "198.51.100.25:25", ">", "a,b", "c"), row);
    }

    [Fact]
    public void Read_other_order_from_the_middle_on_is_obeyed()
    {
        Reading reading = Reading.Of(LogWriter.Header + Row + "\n"
            + "#Fields: date-time,connector-id,session-id,sequence-number,remote-endpoint,local-endpoint,event,data,context\n" + Row + "\n");
        Assert.Equal(["198.51.100.25:25", ""], reading.Rows.Select(row => Stitching.TextOf(row.RemoteEndpoint)));
    }

    [Fact]
    public void Read_column_missing_is_refused_by_name()
    {
        Reading reading = Reading.Of("#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,context\n" + Row);
        Assert.Contains("'data'", reading.Reader.RefusedBecause, StringComparison.Ordinal);
        Assert.Empty(reading.Rows);
    }

    [Theory]
    [InlineData("SMTP Receive Protocol Log")]
    [InlineData("Message Tracking Log")]
    [InlineData("Transport Connectivity Log")]
    [InlineData("POP3 Log")]
    public void Read_other_log_type_is_refused_by_name(string type)
    {
        Reading reading = Reading.Of($"#Software: Microsoft Exchange Server\r\n#Log-type: {type}\r\n{Row}\r\n");
        Assert.Contains(type, reading.Reader.RefusedBecause, StringComparison.Ordinal);
        Assert.Empty(reading.Rows);
    }

    [Theory]
    [InlineData("#Log-type: SMTP Sen", false, "SMTP Sen")]
    [InlineData("#Log-type: SMTP S", false, "SMTP S")]
    [InlineData("#Log-type: SMTP Send Protocol Log", false, "SMTP Send Protocol Log")]
    // Here the name of the file must tell.
    [InlineData("#Log-type: SMTP ", false, null)]
    [InlineData("#Log-type:", false, null)]
    [InlineData("#Fields: date-time,connector-id,ses", false, null)]
    [InlineData("#Log-type: SMTP Rec", true, "SMTP Rec")]
    [InlineData("#Log-type: Message Tra", true, "Message Tra")]
    [InlineData("#Log-type: SMTP Sen\r\n", true, "SMTP Sen")]
    public void Read_header_line_cut_by_the_end_of_the_file_is_refused_only_if_it_cannot_be_a_Send_log(string text, bool isRefused, string? logType)
    {
        Reading reading = Reading.Of("#Version: 15.0.0.0\r\n" + text);
        Assert.Equal((isRefused, logType), (reading.Reader.RefusedBecause is not null, reading.Reader.Header.LogType));
        Assert.Equal(2, reading.Account.HeaderLines);
    }

    [Fact]
    public void Read_receive_log_without_header_is_refused_by_its_connector()
    {
        Reading reading = Reading.Of("2026-03-12T06:15:13.482Z,EX01\\Default Frontend EX01,08DE7A0000000001,0,192.0.2.10:25,198.51.100.25:4711,+,,\r\n");
        Assert.Contains("Receive", reading.Reader.RefusedBecause, StringComparison.Ordinal);
        Assert.Empty(reading.Rows);
    }

    [Fact]
    public void Read_backslash_in_the_connector_below_a_send_header_is_a_row() =>
        Assert.Single(Reading.Of(SendType + "\n" + Row.Replace("Outbound", "Site\\Outbound", StringComparison.Ordinal)).Rows);

    [Fact]
    public void Read_receive_rows_behind_send_rows_are_rejected_not_mixed_in()
    {
        Reading reading = Reading.Of($"{SendType}\n{Row}\n#Log-type: SMTP Receive Protocol Log\n{Row}\n{SendType}\n{Row}\n");
        Assert.Equal(2, reading.Rows.Count);
        Assert.Equal(RejectReason.ForeignLogType, Assert.Single(reading.Rejects).Reason);
        Assert.True(reading.Account.Balances);
    }

    [Fact]
    public void Read_columns_missing_from_the_middle_on_rejects_the_rows()
    {
        Reading reading = Reading.Of($"{SendType}\n{Row}\n#Fields: date-time,context\n{Row}\n");
        Assert.Null(reading.Reader.RefusedBecause);
        Assert.Equal((1, 1), (reading.Rows.Count, reading.Rejects.Count));
    }

    [Fact]
    public void Read_never_throws_on_header_text_that_is_no_text() =>
        Assert.Equal(1, Reading.Of(Encoding.Latin1.GetBytes("#Fields:\xFF\xFE,,,\r\n")).Account.HeaderLines);

    private sealed record StoredRowTexts(int Sequence, string Connector, string Local, string Remote, string Event, string Data, string Context)
    {
        public static StoredRowTexts Of(LogAnalytics.SendLogs.Sessions.StoredRow row) => new(
            row.SequenceNumber, Stitching.TextOf(row.ConnectorId), Stitching.TextOf(row.LocalEndpoint), Stitching.TextOf(row.RemoteEndpoint),
            Stitching.TextOf(row.Event), Stitching.TextOf(row.Data), Stitching.TextOf(row.Context));
    }
}
