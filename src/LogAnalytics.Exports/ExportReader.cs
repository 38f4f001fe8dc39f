namespace LogAnalytics.Exports;

/// <summary>Bytes of one side input to records. Whatever the bytes are, there is a result, and a file that was not used says why.</summary>
public static class ExportReader
{
    private const int LongestWizardText = 200;

    /// <param name="path">For people, and as the records' source.</param>
    public static ExportFile Read(string path, ReadOnlySpan<byte> content)
    {
        if (content.Length > ExportLimits.MaxFileBytes)
            return new ExportFile { Path = path, Problem = ExportProblem.TooLarge("64 MB") };
        // The end stays: a table whose last line has no end may be cut.
        string text = ExportText.Decode(content).Trim('\uFEFF', '\0').TrimStart();
        var format = ExportFormat.Unknown;
        try
        {
            format = FormatOf(text);
            return Read(path, text, format);
        }
        catch (ExportException e)
        {
            return new ExportFile { Path = path, Format = format, Problem = e.Problem };
        }
    }

    private static ExportFormat FormatOf(string text) => text switch
    {
        "" => throw new ExportException(ExportProblem.Empty),
        ['n' or '[', ..] when text.TrimEnd() is "null" or "[]" => throw new ExportException(ExportProblem.Empty),
        ['<', ..] => XmlFormatOf(text),
        ['{' or '[', ..] => ExportFormat.Json,
        _ when WizardLogExport.IsLog(text) => ExportFormat.WizardLog,
        _ when text.Contains("#Log-type:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("#Software", StringComparison.OrdinalIgnoreCase) =>
            throw new ExportException(new ExportProblem("not_recognised", "it is a log of Exchange, not an export. Send logs are given as INPUT.")),
        _ => ExportFormat.Csv,
    };

    private static ExportFormat XmlFormatOf(string text)
    {
        try
        {
            using System.Xml.XmlReader reader = ExportXml.Open(text);
            while (reader.Read())
                if (reader.NodeType == System.Xml.XmlNodeType.Element)
                    return reader.LocalName == "Objs" ? ExportFormat.Clixml : reader.LocalName == "invoke" || IsWrapped(reader) ? ExportFormat.WizardXml : throw NotRecognised();
        }
        catch (System.Xml.XmlException e)
        {
            throw new ExportException(ExportProblem.Cut(Invariant($"no valid XML at line {e.LineNumber}")));
        }

        throw NotRecognised();

        static ExportException NotRecognised() => new(ExportProblem.NotRecognised("it is XML, but neither of Export-Clixml nor of the Hybrid Configuration Wizard"));
    }

    private static bool IsWrapped(System.Xml.XmlReader reader)
    {
        while (reader.Read())
            if (reader.NodeType == System.Xml.XmlNodeType.Element)
                return reader.LocalName == "invoke";
        return false;
    }

    private static ExportFile Read(string path, string text, ExportFormat format)
    {
        var records = new RecordReader(path);
        switch (format)
        {
            case ExportFormat.Json:
                AddAll(JsonExport.Read(text));
                break;
            case ExportFormat.Clixml:
                AddAll(ClixmlExport.Read(text));
                break;
            case ExportFormat.WizardXml:
                ReadWizard(text, records);
                break;
            case ExportFormat.WizardLog:
                records.Changes.AddRange(WizardLogExport.Read(text).Select(change => change with { Source = path }));
                break;
            default:
                AddAll(CsvExport.TryRead(text) ?? throw new ExportException(ExportProblem.NotRecognised(WhatItIs(text))));
                break;
        }

        return new ExportFile
        {
            Path = path,
            Format = format,
            Counts = records.Counts,
            Losses = records.Losses.Losses,
            InboundConnectors = records.InboundConnectors,
            SendConnectors = records.SendConnectors,
            AcceptedDomains = records.AcceptedDomains,
            Certificates = records.Certificates,
            Changes = records.Changes,
        };

        void AddAll(IReadOnlyList<ExportObject> objects)
        {
            if (objects.Count == 0)
                throw new ExportException(ExportProblem.Empty);
            foreach (ExportObject made in objects)
                records.Add(made);
            if (records.Counts.Keys.All(kind => kind == ObjectKind.Unknown))
                throw new ExportException(ExportProblem.NotRecognised("its objects are no connectors, accepted domains, certificates or audit records, or lack the properties that tell them"));
        }
    }

    private static void ReadWizard(string text, RecordReader records)
    {
        (IReadOnlyList<WizardCall> calls, IReadOnlyList<ExportObject> objects) = WizardXmlExport.Read(text);
        foreach (ExportObject made in objects)
            records.Add(made);
        if (calls.Min(call => call.Start) is { } start)
            records.Changes.Add(new ConfigurationChange(ChangeKind.HybridWizardRun, start, "the Hybrid Configuration Wizard was started", Source: records.Source));
        foreach (WizardCall call in calls)
        {
            if (call.Start is { } at && Cmdlets.ChangeOf(call.Cmdlet) is { } kind)
            {
                string line = call.CommandLine ?? call.Cmdlet;
                string shown = line.Length <= LongestWizardText ? line : line[..LongestWizardText] + "…";
                records.Changes.Add(new ConfigurationChange(kind, at, $"the wizard ran {shown}", Source: records.Source));
            }
        }
    }

    private static string WhatItIs(string text) =>
        text.Contains(" : ", StringComparison.Ordinal) && text.Contains('\n', StringComparison.Ordinal)
            ? "it looks like the output of Format-List, which shortens values"
            : "it is none of the known formats";
}
