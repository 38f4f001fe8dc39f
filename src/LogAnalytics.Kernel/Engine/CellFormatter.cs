using System.Collections;
using System.Reflection;
using LogAnalytics.Notebooks;
using LogAnalytics.Notebooks.Frames;
using Microsoft.CodeAnalysis.CSharp.Scripting.Hosting;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Kernel.Engine;

/// <summary>Forms of a value that a notebook can show: tables as HTML, charts as SVG, all of them as text too.</summary>
internal static class CellFormatter
{
    private const string Text = "text/plain", Html = "text/html", Svg = "image/svg+xml";

    /// <returns>MIME type → text; null for nothing.</returns>
    public static IReadOnlyDictionary<string, string>? Forms(object? value) => value switch
    {
        null => null,
        DataFrame frame => Table(frame),
        Chart chart => new Dictionary<string, string> { [Svg] = chart.ToSvg(), [Text] = chart.ToString() },
        string text => Plain(text),
        IEnumerable items when RowType(items) is { } type => Table(Frame(items, type)),
        Exception => Plain(value.ToString()!),
        _ when IsAnonymous(value.GetType()) => Table(Frame(new[] { value }, value.GetType())),
        // Records and the like say themselves what they are.
        _ when value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType is { } teller && teller.Namespace?.StartsWith("System", StringComparison.Ordinal) != true => Plain(value.ToString()!),
        _ => Plain(CSharpObjectFormatter.Instance.FormatObject(value)),
    };

    private static Dictionary<string, string> Plain(string text) => new() { [Text] = text };

    private static Dictionary<string, string> Table(DataFrame frame) => new() { [Html] = HtmlTable.Of(frame), [Text] = HtmlTable.Plain(frame) };

    // Lists of records or anonymous objects are tables; numbers and texts are not.
    private static Type? RowType(IEnumerable items)
    {
        Type? type = items.GetType().GetInterfaces().Append(items.GetType()).Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .Select(candidate => candidate.GetGenericArguments()[0]).FirstOrDefault();
        return type is null || type.IsPrimitive || type.IsEnum || type.IsGenericType && !IsAnonymous(type) || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true || Properties(type).Length == 0
            ? null
            : type;
    }

    private static bool IsAnonymous(Type type) => type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal);

    private static PropertyInfo[] Properties(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0)];

    private static DataFrame Frame(IEnumerable items, Type type)
    {
        PropertyInfo[] properties = Properties(type);
        ColumnBuilder[] columns = [.. properties.Select(property => ColumnBuilder.Of(property.Name, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))];
        foreach (object? item in items)
        {
            // The sequence may be endless.
            CellScope.Check();
            for (int i = 0; i < columns.Length; i++)
                columns[i].Add(item is null ? null : properties[i].GetValue(item));
        }

        return new DataFrame(columns.Select(column => column.Build()));
    }
}
