namespace LogAnalytics.Fuzz.Plain;

/// <summary>
/// The rules of the format written down one byte at a time, sharing nothing with the scanner: a field that starts with a quote is
/// quoted up to the next lone quote; what follows up to the comma belongs to the field; any other quote is text.
/// </summary>
internal static class PlainCsv
{
    /// <summary>The fields without quotes; null if a quote is left open.</summary>
    public static List<byte[]>? Split(byte[] line)
    {
        List<byte[]> fields = [];
        List<byte> field = [];
        bool atStart = true;
        bool inQuotes = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = (char)line[i];
            if (inQuotes)
            {
                bool isDoubled = c == '"' && i + 1 < line.Length && line[i + 1] == '"';
                if (isDoubled)
                    i++;
                if (c != '"' || isDoubled)
                    field.Add(line[i]);
                else
                    inQuotes = false;
            }
            else if (c == ',')
            {
                fields.Add([.. field]);
                field.Clear();
                atStart = true;
            }
            else if (c == '"' && atStart)
            {
                (inQuotes, atStart) = (true, false);
            }
            else
            {
                field.Add(line[i]);
                atStart = false;
            }
        }

        fields.Add([.. field]);
        return inQuotes ? null : fields;
    }
}
