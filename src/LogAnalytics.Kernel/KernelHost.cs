using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using LogAnalytics.Kernel.Engine;
using LogAnalytics.Kernel.Files;
using LogAnalytics.Kernel.Messages;

namespace LogAnalytics.Kernel;

/// <summary>What the tool's verb <c>kernel</c> calls.</summary>
public static class KernelHost
{
    private static readonly TimeSpan _parentLook = TimeSpan.FromSeconds(1);

    /// <summary>Serves a notebook until its client asks for the end, or is gone.</summary>
    /// <param name="connectionFile">Written by Jupyter.</param>
    /// <param name="lakePath">The lake that SQL asks at first; null: none.</param>
    /// <exception cref="KernelException">The connection file cannot be used, or a port is taken.</exception>
    public static async Task RunAsync(string connectionFile, string? lakePath, ToolCommand tool, string version, CancellationToken cancellation)
    {
        ConnectionFile connection = ConnectionFile.Read(connectionFile);
        CellConsole.Install();
        using CellEngine engine = new(tool, lakePath);
        try
        {
            using KernelServer server = new(connection, engine, version);
            await Task.WhenAny(server.RunAsync(cancellation), ParentGoneAsync(cancellation)).Unwrap().ConfigureAwait(false);
            // The reply to the end is on its way.
            await Task.Delay(100, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new KernelException($"A port of '{connectionFile}' cannot be listened on: {e.Message}.");
        }
    }

    /// <summary>Runs the cells of a notebook without Jupyter, in order, until one fails; their outputs replace those in the file.</summary>
    /// <param name="output">Where the executed notebook goes; null: nowhere.</param>
    /// <returns>The failing cell's number among all cells, from 1, and its error; null where all ran.</returns>
    /// <exception cref="KernelException">The file is no notebook of C#.</exception>
    public static async Task<(int Cell, CellError Error)?> ExecuteAsync(string notebook, string? output, string? lakePath, ToolCommand tool, CancellationToken cancellation)
    {
        NotebookFile file = NotebookFile.Read(notebook);
        CellConsole.Install();
        using CellEngine engine = new(tool, lakePath);
        using CancellationTokenRegistration registration = cancellation.Register(engine.Interrupt);
        (int, CellError)? failure = await file.ExecuteAsync(engine).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (output is not null)
            file.Write(output);
        return failure;
    }

    // A client that was killed asks for nothing; Jupyter tells its process.
    private static async Task ParentGoneAsync(CancellationToken cancellation)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out int parent) || parent <= 1)
        {
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
            return;
        }

        while (IsAlive(parent))
            await Task.Delay(_parentLook, cancellation).ConfigureAwait(false);
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
