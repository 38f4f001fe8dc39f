namespace LogAnalytics.Exports;

/// <summary>
/// Export-Clixml. Objects may stand once and be referred to (<c>Ref</c>, <c>TNRef</c>); what a type cannot show lies in <c>MS</c> or
/// <c>Props</c>. Only text is taken, and the bytes of <c>RawData</c>: nothing is ever deserialised.
/// </summary>
internal sealed class ClixmlExport
{
    private static readonly string[] _standIns = ["Value", "Address", "Domain", "DomainName", "Name"];

    private readonly Dictionary<string, ExportElement> _objects = new(StringComparer.Ordinal);

    /// <summary>References can make much out of little: what they expand to is bounded as a whole.</summary>
    private int _left = ExportLimits.MaxObjects;

    private ClixmlExport()
    {
    }

    public static IReadOnlyList<ExportObject> Read(string text) => Read(ExportXml.ReadTree(text), null);

    /// <param name="call">The wizard's call that returned the objects, where there is one.</param>
    public static IReadOnlyList<ExportObject> Read(ExportElement tree, WizardCall? call)
    {
        var export = new ClixmlExport();
        export.Index(tree);
        List<ExportObject> objects = [];
        foreach (ExportElement element in tree.Children.Where(child => child.Name == "Objs").SelectMany(root => root.Children))
            export.Collect(element, call, objects);
        return objects;
    }

    private void Index(ExportElement element)
    {
        if (element.Name == "Obj" && element.Attribute("RefId") is { } id)
            _objects.TryAdd(id, element);
        foreach (ExportElement child in element.Children)
            Index(child);
    }

    // An array that was exported as one object holds the objects one level below.
    private void Collect(ExportElement element, WizardCall? call, List<ExportObject> objects)
    {
        ExportElement found = Resolve(element);
        if (ListOf(found) is { } list)
            objects.AddRange(Spend(list).Select(Resolve).Where(item => item.Name == "Obj").Select(item => ObjectOf(item, call)));
        else if (found.Name == "Obj")
            objects.Add(ObjectOf(found, call));
    }

    private ExportObject ObjectOf(ExportElement element, WizardCall? call)
    {
        var made = new ExportObject { Call = call };
        // Notes of the session (MS) come first: they are newer than what the object was made with.
        foreach (ExportElement holder in Holders(element))
            foreach (ExportElement property in Spend(holder))
                if (property.Attribute("N") is { } name)
                    made.Add(ClixmlText.Decode(name), ValueOf(property, isInList: false));
        foreach (ExportElement entry in element.Children.Where(child => child.Name == "DCT").SelectMany(Spend))
            AddEntry(made, entry);
        return made;
    }

    // <MS> may hold <Props> of its own, and the other way round; deeper nesting does not occur.
    private static IEnumerable<ExportElement> Holders(ExportElement element) =>
        element.Children.Where(IsHolder).OrderBy(child => child.Name == "MS" ? 0 : 1)
            .SelectMany(holder => holder.Children.Where(IsHolder).Prepend(holder));

    private static bool IsHolder(ExportElement element) => element.Name is "MS" or "Props";

    // <En><S N="Key">Name</S><S N="Value">x</S></En>
    private void AddEntry(ExportObject made, ExportElement entry)
    {
        ExportElement? key = entry.Children.FirstOrDefault(child => child.Attribute("N") == "Key");
        ExportElement? value = entry.Children.FirstOrDefault(child => child.Attribute("N") == "Value");
        if (key is not null && value is not null && ValueOf(key, isInList: false).Text is { } name)
            made.Add(name, ValueOf(value, isInList: false));
    }

    private ExportValue ValueOf(ExportElement property, bool isInList)
    {
        ExportElement element = Resolve(property);
        switch (element.Name)
        {
            case "Nil":
                return ExportValue.Empty;
            case "BA":
                return BytesOf(element.Text);
            case "Obj":
                break;
            case "Ref":
                return ExportValue.Lost(LossReason.Unreadable);
            default:
                return ExportValue.Of(ClixmlText.Decode(element.Text));
        }

        // One level only: lists within lists are no value that is asked for, and references could repeat them without end.
        if (ListOf(element) is { } list)
            return isInList ? ExportValue.Lost(LossReason.Depth) : ExportValue.OfList(Spend(list).Select(item => ValueOf(item, isInList: true)));
        return element.Children.FirstOrDefault(child => child.Name == "ToString") is { } text && ExportValue.Of(ClixmlText.Decode(text.Text)) is { IsLost: false } value
            ? value
            : StandIn(element);
    }

    private static ExportValue StandIn(ExportElement element)
    {
        foreach (string name in _standIns)
            foreach (ExportElement property in Holders(element).SelectMany(holder => holder.Children))
                if (property.Name == "S" && string.Equals(property.Attribute("N"), name, StringComparison.OrdinalIgnoreCase))
                    return ExportValue.Of(ClixmlText.Decode(property.Text));
        return ExportValue.Lost(LossReason.TypeName);
    }

    private List<ExportElement> Spend(ExportElement holder)
    {
        _left -= holder.Children.Count;
        return _left >= 0 ? holder.Children : throw new ExportException(ExportProblem.TooLarge("number of its values"));
    }

    private static ExportElement? ListOf(ExportElement element) =>
        element.Children.FirstOrDefault(child => child.Name is "LST" or "IE" or "QUE" or "STK");

    // References lead to objects only, so one step is enough.
    private ExportElement Resolve(ExportElement element) =>
        element.Name == "Ref" && element.Attribute("RefId") is { } id && _objects.TryGetValue(id, out ExportElement? target) ? target : element;

    private static ExportValue BytesOf(string base64)
    {
        if (base64.Length > 2 * ExportLimits.MaxCertificateBytes)
            return ExportValue.Lost(LossReason.Unreadable);
        try
        {
            return ExportValue.Binary(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return ExportValue.Lost(LossReason.Unreadable);
        }
    }
}
