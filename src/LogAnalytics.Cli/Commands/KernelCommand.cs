using System.CommandLine;
using LogAnalytics.Kernel;
using LogAnalytics.Kernel.Engine;
using LogAnalytics.Kernel.Files;

namespace LogAnalytics.Cli.Commands;

/// <summary>Notebooks: makes the tool known to Jupyter, serves it, and runs notebooks without it.</summary>
public static class KernelCommand
{
    public const string Name = "kernel";

    private const string AssemblyFile = "loganalytics.dll";

    public static Command Create(CliContext context)
    {
        Command command = new(Name, """
            Notebooks of C# and SQL over a lake: JupyterLab, VS Code and nbconvert use this tool as their kernel.

            Example: loganalytics kernel install
            """);
        command.Subcommands.Add(Install());
        command.Subcommands.Add(Remove());
        command.Subcommands.Add(Run());
        command.Subcommands.Add(Execute(context));
        return command;
    }

    private static Command Install()
    {
        Command command = new("install", """
            Make the kernel known to Jupyter: writes one folder with kernel.json and says where.

            Example: loganalytics kernel install --lake lake
            """);
        Option<string> name = NameOption(command);
        Option<string?> prefix = PrefixOption(command);
        Option<string?> lake = LakeOption(command);
        command.SetAction(parse =>
        {
            string folder = KernelSpec.Install(parse.GetValue(name)!, parse.GetValue(prefix), parse.GetValue(lake), Tool());
            System.Console.Out.WriteLine($"Installed in {folder}.");
        });
        return command;
    }

    private static Command Remove()
    {
        Command command = new("remove", """
            Take the kernel from Jupyter again.

            Example: loganalytics kernel remove
            """);
        Option<string> name = NameOption(command);
        Option<string?> prefix = PrefixOption(command);
        command.SetAction(parse =>
        {
            string? folder = KernelSpec.Remove(parse.GetValue(name)!, parse.GetValue(prefix));
            System.Console.Out.WriteLine(folder is null ? "There is no such kernel." : $"Removed {folder}.");
        });
        return command;
    }

    private static Command Run()
    {
        Command command = new("run", "Serve one notebook; Jupyter calls this.");
        Argument<string> connection = new("CONNECTION-FILE") { Description = "Ports and key, written by Jupyter." };
        command.Arguments.Add(connection);
        Option<string?> lake = LakeOption(command);
        command.SetAction(async (parse, cancellation) =>
        {
            await KernelHost.RunAsync(parse.GetValue(connection)!, parse.GetValue(lake), Tool(), CliContext.Version, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Execute(CliContext context)
    {
        Command command = new("execute", """
            Run the cells of a C# notebook without Jupyter, in the notebook's folder, until one fails (exit 2).

            Example: loganalytics kernel execute notebooks/01-first-look.ipynb --output first-look.ipynb
            """);
        Argument<string> notebook = new("NOTEBOOK") { Description = "An .ipynb file." };
        Option<string?> output = new("--output") { Description = "Write the notebook with its outputs, also when a cell fails; may be the same file.", HelpName = "F.ipynb" };
        command.Arguments.Add(notebook);
        command.Options.Add(output);
        Option<string?> lake = LakeOption(command);
        command.SetAction(async (parse, cancellation) =>
        {
            string path = Path.GetFullPath(parse.GetValue(notebook)!);
            string? target = parse.GetValue(output) is { } given ? Path.GetFullPath(given) : null;
            string? lakePath = parse.GetValue(lake) is { } root ? Path.GetFullPath(root) : null;
            ToolCommand tool = Tool();
            // Paths in a notebook are relative to it, as in Jupyter. The folder belongs to the whole process.
            if (context.OwnsProcess && Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder))
                Directory.SetCurrentDirectory(folder);
            (int Cell, CellError Error)? failure = await KernelHost.ExecuteAsync(path, target, lakePath, tool, cancellation).ConfigureAwait(false);
            if (failure is not { } failed)
                return ExitCodes.Done;
            context.Error($"cell {failed.Cell} failed:\n{string.Join('\n', failed.Error.Lines)}");
            return ExitCodes.Usage;
        });
        return command;
    }

    private static Option<string> NameOption(Command command)
    {
        Option<string> name = new("--name") { Description = $"Name of the kernel; default {KernelSpec.DefaultName}.", HelpName = "NAME", DefaultValueFactory = _ => KernelSpec.DefaultName };
        command.Options.Add(name);
        return name;
    }

    private static Option<string?> PrefixOption(Command command)
    {
        Option<string?> prefix = new("--prefix") { Description = "A Python environment, DIR/share/jupyter; default: the user's own Jupyter folder.", HelpName = "DIR" };
        command.Options.Add(prefix);
        return prefix;
    }

    private static Option<string?> LakeOption(Command command)
    {
        Option<string?> lake = new("--lake") { Description = "The lake that notebooks ask unless they say '#lake DIR'.", HelpName = "DIR" };
        command.Options.Add(lake);
        return lake;
    }

    // Started as 'dotnet loganalytics.dll', or as an executable.
    private static ToolCommand Tool()
    {
        // The compiler of cells reads assemblies as files, which a single file does not have.
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, AssemblyFile)))
            throw new KernelException("This is the tool as a single file, which cannot run notebooks. Install the dotnet tool, or build from source; all else works here.");
        string file = Environment.ProcessPath!, assembly = Path.Combine(AppContext.BaseDirectory, AssemblyFile);
        return Path.GetFileNameWithoutExtension(file) is "dotnet" or "testhost" ? new ToolCommand(file, [assembly]) : new ToolCommand(file, []);
    }
}
