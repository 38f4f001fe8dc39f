using System.Text;

namespace LogAnalytics.Tests.Diagnosis;

/// <summary>A second, literal reading of PowerShell's single-quoted strings, to check what the writer printed.</summary>
internal static class PowerShellReader
{
    private const string Quotes = "'\u2018\u2019\u201A\u201B";

    /// <summary>The command without its single-quoted literals, and what the literals hold. Fails where one is not closed.</summary>
    public static (string Code, string Held) RemoveLiterals(string command)
    {
        var rest = new StringBuilder();
        var held = new StringBuilder();
        bool inside = false;
        for (int i = 0; i < command.Length; i++)
        {
            bool quote = Quotes.Contains(command[i], StringComparison.Ordinal);
            if (inside && quote && i + 1 < command.Length && Quotes.Contains(command[i + 1], StringComparison.Ordinal))
                held.Append(command[++i]);
            else if (quote)
                inside = !inside;
            else
                (inside ? held : rest).Append(command[i]);
        }

        Assert.False(inside, "open literal: " + command);
        return (rest.ToString(), held.ToString());
    }
}
