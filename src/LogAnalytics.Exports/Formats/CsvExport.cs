namespace LogAnalytics.Exports;

/// <summary>Export-Csv: an optional <c>#TYPE</c> line, a header, a row per object.</summary>
internal static class CsvExport
{
    private static readonly char[] _delimiters = [',', ';', '\t'];

    /// <summary>Null where the first line is no header of known properties.</summary>
    public static IReadOnlyList<ExportObject>? TryRead(string text)
    {
        int start = SkipTypeLine(text);
        CsvRecords? records = _delimiters
            .Select(delimiter => new CsvRecords(text, start, delimiter))
            .Where(candidate => candidate.Read() && ObjectKinds.AreKnown(candidate.Fields))
            .MaxBy(candidate => candidate.Fields.Count);
        return records is null ? null : Read(records);
    }

    private static List<ExportObject> Read(CsvRecords records)
    {
        string[] header = [.. records.Fields];
        if (!records.IsWhole)
            throw new ExportException(ExportProblem.Cut("it ends within its header"));
        if (header.Length > ExportLimits.MaxColumns)
            throw new ExportException(ExportProblem.TooLarge("columns"));
        List<ExportObject> objects = [];
        while (records.Read())
        {
            if (records.Fields.Count != header.Length || !records.IsWhole)
                throw new ExportException(ExportProblem.Cut(Invariant($"row {objects.Count + 1}")));
            if (objects.Count == ExportLimits.MaxObjects)
                throw new ExportException(ExportProblem.TooLarge("rows"));
            var row = new ExportObject();
            for (int i = 0; i < header.Length; i++)
                row.Add(header[i], ExportValue.Of(records.Fields[i]));
            objects.Add(row);
        }

        return objects;
    }

    // #TYPE Microsoft.Exchange.Data.Directory.SystemConfiguration.TenantInboundConnector
    private static int SkipTypeLine(string text)
    {
        if (!text.StartsWith("#TYPE ", StringComparison.Ordinal))
            return 0;
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text.Length : end + 1;
    }
}
