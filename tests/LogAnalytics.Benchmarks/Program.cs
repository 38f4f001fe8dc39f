using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Benchmarks.Processes;

// The program starts itself for each measured run, so that memory and CPU time are those of one run.
return args is [ChildProgram.Verb, .. string[] rest]
    ? await ChildProgram.RunAsync(rest)
    : BenchCommand.Run(args);
