using System.Globalization;
using System.Security;
using System.Text;

namespace LogAnalytics.Samples.Exports;

/// <summary>As Export-Clixml writes it: the type names once and by reference after that, lists as objects of their own.</summary>
internal static class ClixmlExportWriter
{
    public static byte[] Write(ExportTable table) => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Body(table).Insert(0, "<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n"))];

    /// <summary>The <c>Objs</c> element alone.</summary>
    public static string Body(ExportTable table)
    {
        var text = new StringBuilder("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\r\n");
        int references = 0;
        for (int i = 0; i < table.Rows.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  <Obj RefId=\"{references++}\">\r\n");
            text.Append(i == 0 ? $"    <TN RefId=\"0\"><T>Deserialized.{table.TypeName}</T><T>Deserialized.System.Object</T></TN>\r\n" : "    <TNRef RefId=\"0\" />\r\n");
            text.Append("    <Props>\r\n");
            foreach ((string name, object? value) in table.Rows[i])
                text.Append("      ").Append(ElementOf(name, value, ref references)).Append("\r\n");
            text.Append("    </Props>\r\n  </Obj>\r\n");
        }

        return text.Append("</Objs>").ToString();
    }

    private static string ElementOf(string name, object? value, ref int references) => value switch
    {
        null => $"<Nil N=\"{name}\" />",
        bool flag => $"<B N=\"{name}\">{(flag ? "true" : "false")}</B>",
        DateTime time => $"<DT N=\"{name}\">{time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</DT>",
        string[] list => $"<Obj N=\"{name}\" RefId=\"{references++}\"><LST>{string.Concat(list.Select(item => $"<S>{Escape(item)}</S>"))}</LST></Obj>",
        _ => $"<S N=\"{name}\">{Escape(value.ToString()!)}</S>",
    };

    private static string Escape(string text) => SecurityElement.Escape(text.Replace("_x", "_x005F_x"));
}
