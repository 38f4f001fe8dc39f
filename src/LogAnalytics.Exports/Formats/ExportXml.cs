using System.Xml;

namespace LogAnalytics.Exports;

/// <summary>XML without DTD, entities of its own or anything fetched; several roots are allowed, as the wizard's files have them.</summary>
internal static class ExportXml
{
    public static XmlReader Open(string text) => XmlReader.Create(new StringReader(text), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Fragment,
        MaxCharactersInDocument = ExportLimits.MaxFileBytes,
        MaxCharactersFromEntities = 1024,
        // PowerShell and the wizard write what they find; a control character is no reason to lose the file.
        CheckCharacters = false,
    });

    /// <summary>The whole as a tree; its root stands for the file.</summary>
    public static ExportElement ReadTree(string text)
    {
        try
        {
            using XmlReader reader = Open(text);
            return ReadTree(reader);
        }
        catch (XmlException e)
        {
            throw new ExportException(ExportProblem.Cut(Invariant($"no valid XML at line {e.LineNumber}")));
        }
    }

    private static ExportElement ReadTree(XmlReader reader)
    {
        var root = new ExportElement("");
        var open = new Stack<ExportElement>([root]);
        int elements = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.Count > ExportLimits.MaxDepth)
                        throw new ExportException(ExportProblem.TooLarge("depth of its elements"));
                    if (++elements > ExportLimits.MaxObjects)
                        throw new ExportException(ExportProblem.TooLarge("number of its elements"));
                    bool isEmpty = reader.IsEmptyElement;
                    var element = new ExportElement(reader.LocalName);
                    ReadAttributes(reader, element);
                    open.Peek().Children.Add(element);
                    if (!isEmpty)
                        open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    open.Peek().Append(reader.Value);
                    break;
                case XmlNodeType.Comment:
                    open.Peek().Comment ??= reader.Value;
                    break;
            }
        }

        return root;
    }

    private static void ReadAttributes(XmlReader reader, ExportElement element)
    {
        for (bool more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
            element.Attributes.TryAdd(reader.LocalName, reader.Value);
    }
}
