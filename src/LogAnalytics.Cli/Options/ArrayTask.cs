using System.Globalization;
using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Options;

/// <summary>Which task of an array job this process is, as the engine that started it says in the environment.</summary>
public static class ArrayTask
{
    private static readonly ArrayEngine[] _engines =
    [
        new("Slurm", "SLURM_ARRAY_TASK_ID", First: "SLURM_ARRAY_TASK_MIN", Step: "SLURM_ARRAY_TASK_STEP", Last: "SLURM_ARRAY_TASK_MAX"),
        new("Grid Engine", "SGE_TASK_ID", First: "SGE_TASK_FIRST", Step: "SGE_TASK_STEPSIZE", Last: "SGE_TASK_LAST"),
        new("Kubernetes", "JOB_COMPLETION_INDEX", FirstIndex: 0),
        new("AWS Batch", "AWS_BATCH_JOB_ARRAY_INDEX", FirstIndex: 0),
        // A name that the user gives: shard-1, shard-2, …
        new("Azure Batch", "AZ_BATCH_TASK_ID"),
    ];

    /// <param name="variable">A variable of the environment; null where it is not set.</param>
    /// <param name="shards">Of the plan.</param>
    /// <returns>From 1.</returns>
    /// <exception cref="InputException">No engine says it, two do, or the job is not the plan's.</exception>
    public static int Shard(Func<string, string?> variable, int shards)
    {
        ArrayEngine[] found = [.. _engines.Where(engine => IsSet(variable(engine.Index)))];
        if (found.Length != 1)
        {
            throw new InputException(found.Length == 0
                ? $"--shard auto: none of {string.Join(", ", _engines.Select(engine => engine.Index))} is set. Start it as an array job, or say which shard: --shard 1/{shards}"
                : $"--shard auto: {string.Join(" and ", found.Select(engine => engine.Index))} are set. Say which shard: --shard 1/{shards}");
        }

        ArrayEngine engine = found[0];
        int index = Number(variable, engine.Index);
        int first = Optional(variable, engine.First) ?? engine.FirstIndex;
        int step = Math.Max(Optional(variable, engine.Step) ?? 1, 1);
        if (Optional(variable, engine.Last) is { } last && ((last - first) / step) + 1 is var tasks && tasks != shards)
            throw new InputException($"the {engine.Name} array runs from {first} to {last}, {tasks} tasks, but the plan has {shards} shards. Start as many tasks, or say which shard this is: --shard 1/{shards}");
        int shard = ((index - first) / step) + 1;
        if (index < first || shard > shards)
            throw new InputException($"{engine.Index} is {index}: the plan has {shards} shards, which are tasks {first} to {first + ((shards - 1) * step)}.");
        return shard;
    }

    // Grid Engine says "undefined" outside of an array.
    private static bool IsSet(string? value) => !string.IsNullOrEmpty(value) && value != "undefined";

    private static int? Optional(Func<string, string?> variable, string? name) => name is not null && IsSet(variable(name)) ? Number(variable, name) : null;

    private static int Number(Func<string, string?> variable, string name)
    {
        string value = variable(name)!;
        string digits = value[(value.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1)..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && (digits == value || name == "AZ_BATCH_TASK_ID")
            ? number
            : throw new InputException($"{name} is '{value}', which {(name == "AZ_BATCH_TASK_ID" ? "does not end in a number. Call the tasks shard-1, shard-2, …" : "is no number")}");
    }

    /// <param name="Index">The variable that tells the tasks apart.</param>
    /// <param name="First">The variable that says where they begin.</param>
    /// <param name="FirstIndex">Where they begin if nothing says so.</param>
    private sealed record ArrayEngine(string Name, string Index, string? First = null, string? Step = null, string? Last = null, int FirstIndex = 1);
}
