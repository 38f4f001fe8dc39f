using System.Globalization;
using System.Text;

namespace LogAnalytics.Samples.Exports;

/// <summary>A run of the Hybrid Configuration Wizard: fragments without a root, one an invocation.</summary>
internal static class WizardExportWriter
{
    public static byte[] Write(IEnumerable<ExportTable> tables, DateTime start)
    {
        var text = new StringBuilder();
        DateTime at = start;
        foreach (ExportTable table in tables)
        {
            string time = at.ToString("MM/dd/yyyy HH:mm:ss.fff", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"<invoke start=\"{time}\" duration=\"{312}\" type=\"{(table.IsTenant ? "Tenant" : "OnPremises")}\" cmdlet=\"{table.Cmdlet}\"><!--{table.Cmdlet}-->\r\n");
            text.Append(ClixmlExportWriter.Body(table)).Append("\r\n</invoke>\r\n");
            at = at.AddMilliseconds(1_700);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
