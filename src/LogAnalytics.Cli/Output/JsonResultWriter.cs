using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Output;

/// <summary>One object per row; an array, or one line each.</summary>
public sealed class JsonResultWriter(bool isLines) : ResultWriter
{
    public override void Write(QueryResult result, TextWriter writer)
    {
        bool isFirst = true;
        while (result.Read())
        {
            if (!isLines)
                writer.Write(isFirst ? "[\n" : ",\n");
            isFirst = false;
            writer.Write('{');
            for (int i = 0; i < result.Columns.Count; i++)
                writer.Write($"{(i > 0 ? "," : "")}{ValueText.Json(result.Columns[i])}:{ValueText.Json(result.Value(i))}");
            writer.Write(isLines ? "}\n" : "}");
        }

        if (!isLines)
            writer.Write(isFirst ? "[]\n" : "\n]\n");
    }
}
