using System.Diagnostics;
using System.Text;

namespace LogAnalytics.Kernel.Engine;

/// <summary>How to start the tool itself, for <c>%loganalytics</c> in a cell and for Jupyter.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">What comes before the verb: the assembly where <c>dotnet</c> is the executable.</param>
public sealed record ToolCommand(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>Words as a shell parts them: by spaces, quotes kept together.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool isStarted = false;
        char quote = '\0';
        foreach (char c in line)
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                isStarted = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (isStarted)
                    words.Add(word.ToString());
                word.Clear();
                isStarted = false;
            }
            else
            {
                word.Append(c);
                isStarted = true;
            }
        }

        if (isStarted)
            words.Add(word.ToString());
        return words;
    }

    /// <summary>Runs the tool and passes on what it says; ends it when the cell is interrupted.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, ICellOutput output, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(File, [.. Arguments, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using CancellationTokenRegistration registration = cancellation.Register(() => process.Kill(entireProcessTree: true));
        // One after the other, so that a notebook looks the same each time: notes in the order they come, then the results.
        Task<string> results = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardError.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            output.Print("stderr", line + "\n");
        string text = await results.ConfigureAwait(false);
        if (text.Length > 0)
            output.Print("stdout", text);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode;
    }
}
