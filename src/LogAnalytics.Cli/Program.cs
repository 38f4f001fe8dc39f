using System.CommandLine;
using LogAnalytics.Cli.Commands;
using LogAnalytics.Cli.Settings;
using LogAnalytics.Cli.Terminal;

namespace LogAnalytics.Cli;

/// <summary>The verbs, and what each kind of failure means for the exit code.</summary>
public static class Program
{
    private const string CancelledNote = "cancelled; the lake is as the last run left it.";

    public static async Task<int> Main(string[] args)
    {
        // Before all else: whoever stops a run in its first moments gets the same answer.
        using Interruption interruption = new();
        Task<int> run = Task.Run(() => RunAsync(args, TimeProvider.System, interruption.Token, ownsProcess: true));
        if (await Task.WhenAny(run, interruption.Overdue).ConfigureAwait(false) == run)
            return await run.ConfigureAwait(false);
        // What goes on ends with the process, as if it were killed, which a lake survives.
        new CliContext(args, TimeProvider.System).Error(CancelledNote);
        return ExitCodes.Cancelled;
    }

    /// <param name="ownsProcess">Nothing else runs in this process: its heap may be limited.</param>
    public static async Task<int> RunAsync(string[] args, TimeProvider clock, CancellationToken cancellation = default, bool ownsProcess = false)
    {
        CliContext context = new(args, clock, ownsProcess);
        (RootCommand root, SettingsOption settings) = CreateRoot(context);
        try
        {
            SettledArguments settled = SettledArguments.Of(root, settings, args);
            context.Arguments = settled.Arguments;
            ParseResult parse = root.Parse(settled.Arguments, CommandLines.Parser);
            IReadOnlyList<string> errors = CommandLines.Errors(parse, settled);
            if (errors.Count > 0)
            {
                foreach (string error in errors)
                    context.Error(error);
                context.Error($"see loganalytics {Verb.NameOf(parse.CommandResult)}--help");
                return ExitCodes.Usage;
            }

            if (ownsProcess && parse.CommandResult.Command.Parents.All(parent => parent.Name != KernelCommand.Name))
                PrivateFiles.Begin();
            cancellation.ThrowIfCancellationRequested();
            // Signals are heard by Main.
            InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parse.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Error(CancelledNote);
            return ExitCodes.Cancelled;
        }
        catch (Exception e)
        {
            return Explain(context, e);
        }
    }

    internal static (RootCommand Root, SettingsOption Settings) CreateRoot(CliContext context)
    {
        RootCommand root = new("""
            Reads SMTP Send protocol logs of Exchange servers and says between which two instants attribution errors
            (550 5.7.64 TenantAttribution) began, where, why, and what to type.

            Example: loganalytics run data-samples/certificate-name-changed --lake lake --out out
            """);
        root.Subcommands.Add(RunCommand.Create(context));
        root.Subcommands.Add(ConvertCommand.Create(context));
        root.Subcommands.Add(PlanCommand.Create(context));
        root.Subcommands.Add(MergeCommand.Create(context));
        root.Subcommands.Add(PartialCommand.Create(context));
        root.Subcommands.Add(AnalyzeCommand.Create(context));
        root.Subcommands.Add(QueryCommand.Create(context));
        root.Subcommands.Add(ConnectCommand.Create());
        root.Subcommands.Add(RulesCommand.Create(context));
        root.Subcommands.Add(SessionCommand.Create());
        root.Subcommands.Add(ExplainCommand.Create(context));
        foreach (Command table in ReadyTableCommand.CreateAll())
            root.Subcommands.Add(table);
        root.Subcommands.Add(RestoreCommand.Create(context));
        root.Subcommands.Add(VerifyCommand.Create(context));
        root.Subcommands.Add(SelfTestCommand.Create(context));
        root.Subcommands.Add(CalibrateCommand.Create());
        root.Subcommands.Add(BundleCommand.Create(context));
        root.Subcommands.Add(UnredactCommand.Create(context));
        root.Subcommands.Add(PruneCommand.Create(context));
        root.Subcommands.Add(RebuildCommand.Create(context));
        root.Subcommands.Add(SampleCommand.Create());
        root.Subcommands.Add(SchemaCommand.Create());
        root.Subcommands.Add(KernelCommand.Create(context));
        SettingsOption? settings = null;
        root.Subcommands.Add(DoctorCommand.Create(context));
        root.Subcommands.Add(ScheduleCommand.Create(root, () => settings!));
        root.Subcommands.Add(ConfigCommand.Create(context, root, () => settings!));
        // Last: each verb gets it.
        settings = new SettingsOption(root);
        return (root, settings);
    }

    private static int Explain(CliContext context, Exception e)
    {
        int code = ExitCodes.Of(e);
        context.Error(code == ExitCodes.Internal ? "internal error, please report it: " + e
            : e is OutOfMemoryException ? "there is not enough memory for this input; the lake is as the last run left it.\nGive more with --memory, or fewer --threads; see 'Limits' in the README."
            : e.Message);
        return code;
    }
}
