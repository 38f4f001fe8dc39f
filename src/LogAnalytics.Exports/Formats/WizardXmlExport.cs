using System.Globalization;

namespace LogAnalytics.Exports;

/// <summary>
/// <c>.xhcw</c> of the Hybrid Configuration Wizard: a row of <c>invoke</c> elements, a comment with the command line in each, and what the
/// cmdlet returned. How the returned objects are written is documented nowhere, so three spellings are understood: Clixml, elements that
/// carry the property's name in an attribute, and elements that are called like the property.
/// </summary>
internal static class WizardXmlExport
{
    private const string StartFormat = "MM/dd/yyyy HH:mm:ss.fff";

    public static (IReadOnlyList<WizardCall> Calls, IReadOnlyList<ExportObject> Objects) Read(string text)
    {
        List<WizardCall> calls = [];
        List<ExportObject> objects = [];
        foreach (ExportElement invoke in Invokes(ExportXml.ReadTree(text)))
        {
            WizardCall call = CallOf(invoke);
            calls.Add(call);
            // What a Set- or New- cmdlet returns repeats what the Get- cmdlets show.
            if (!call.Cmdlet.StartsWith("Get-", StringComparison.OrdinalIgnoreCase))
                continue;
            objects.AddRange(invoke.Children.Any(child => child.Name == "Objs") ? ClixmlExport.Read(invoke, call) : Plain(invoke, call));
        }

        return (calls, objects);
    }

    // A user may have wrapped the fragments already, to look at them in a browser.
    private static IEnumerable<ExportElement> Invokes(ExportElement root) =>
        root.Children.SelectMany(child => child.Name == "invoke" ? [child] : child.Children.Where(inner => inner.Name == "invoke"));

    private static WizardCall CallOf(ExportElement invoke) => new(
        invoke.Attribute("cmdlet")?.Trim() ?? "",
        string.Equals(invoke.Attribute("type"), "Tenant", StringComparison.OrdinalIgnoreCase),
        DateTime.TryParseExact(invoke.Attribute("start"), StartFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime start) ? start : null,
        string.IsNullOrWhiteSpace(invoke.Comment) ? null : invoke.Comment.Trim());

    // An object is the highest element whose properties are known ones.
    private static IEnumerable<ExportObject> Plain(ExportElement element, WizardCall call)
    {
        var pending = new Stack<ExportElement>([element]);
        while (pending.TryPop(out ExportElement? next))
        {
            ExportObject made = ObjectOf(next, call);
            if (next != element && ObjectKinds.Of(made) != ObjectKind.Unknown)
                yield return made;
            else
                for (int i = next.Children.Count - 1; i >= 0; i--)
                    pending.Push(next.Children[i]);
        }
    }

    private static ExportObject ObjectOf(ExportElement element, WizardCall call)
    {
        var made = new ExportObject { Call = call };
        foreach (ExportElement property in element.Children)
            made.Add(property.Attribute("name") ?? property.Attribute("n") ?? property.Name, ValueOf(property));
        return made;
    }

    private static ExportValue ValueOf(ExportElement property)
    {
        if (property.Children.Count == 0)
            return ExportValue.Of(property.Attribute("value") ?? property.Text);
        return ExportValue.OfList(property.Children.Select(item => item.Children.Count == 0
            ? ExportValue.Of(item.Attribute("value") ?? item.Text)
            : ExportValue.Lost(LossReason.Depth)));
    }
}
