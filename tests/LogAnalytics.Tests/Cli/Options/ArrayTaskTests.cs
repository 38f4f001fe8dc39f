using LogAnalytics.Cli.Options;
using LogAnalytics.Inputs;

namespace LogAnalytics.Tests.Cli.Options;

public class ArrayTaskTests
{
    [Theory]
    [InlineData(2, "SLURM_ARRAY_TASK_ID=2", "SLURM_ARRAY_TASK_MIN=1", "SLURM_ARRAY_TASK_MAX=4", "SLURM_ARRAY_TASK_STEP=1")]
    [InlineData(3, "SLURM_ARRAY_TASK_ID=2", "SLURM_ARRAY_TASK_MIN=0", "SLURM_ARRAY_TASK_MAX=3", "SLURM_ARRAY_TASK_STEP=1")]
    [InlineData(3, "SLURM_ARRAY_TASK_ID=4", "SLURM_ARRAY_TASK_MIN=0", "SLURM_ARRAY_TASK_MAX=6", "SLURM_ARRAY_TASK_STEP=2")]
    [InlineData(1, "SGE_TASK_ID=1", "SGE_TASK_FIRST=1", "SGE_TASK_LAST=4", "SGE_TASK_STEPSIZE=1")]
    [InlineData(4, "SGE_TASK_ID=13", "SGE_TASK_FIRST=10", "SGE_TASK_LAST=13", "SGE_TASK_STEPSIZE=1")]
    [InlineData(4, "JOB_COMPLETION_INDEX=3", "SGE_TASK_ID=undefined")]
    [InlineData(1, "AWS_BATCH_JOB_ARRAY_INDEX=0")]
    [InlineData(4, "AZ_BATCH_TASK_ID=shard-4")]
    [InlineData(4, "AZ_BATCH_TASK_ID=0004")]
    public void Task_of_each_engine_has_its_shard(int expected, params string[] variables) =>
        Assert.Equal(expected, ArrayTask.Shard(Variables(variables), 4));

    [Theory]
    [InlineData("none of SLURM_ARRAY_TASK_ID, SGE_TASK_ID, JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX, AZ_BATCH_TASK_ID is set")]
    [InlineData("none of", "SGE_TASK_ID=undefined")]
    [InlineData("SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX are set", "SLURM_ARRAY_TASK_ID=1", "JOB_COMPLETION_INDEX=1")]
    [InlineData("JOB_COMPLETION_INDEX is 4: the plan has 4 shards, which are tasks 0 to 3", "JOB_COMPLETION_INDEX=4")]
    [InlineData("AZ_BATCH_TASK_ID is 0", "AZ_BATCH_TASK_ID=shard-0")]
    [InlineData("does not end in a number", "AZ_BATCH_TASK_ID=shard")]
    [InlineData("JOB_COMPLETION_INDEX is '-1', which is no number", "JOB_COMPLETION_INDEX=-1")]
    // One task of an array that is started again alone.
    [InlineData("from 3 to 3, 1 tasks, but the plan has 4 shards", "SLURM_ARRAY_TASK_ID=3", "SLURM_ARRAY_TASK_MIN=3", "SLURM_ARRAY_TASK_MAX=3", "SLURM_ARRAY_TASK_STEP=1")]
    public void Task_that_has_no_shard_is_refused(string expected, params string[] variables)
    {
        InputException error = Assert.Throws<InputException>(() => ArrayTask.Shard(Variables(variables), 4));
        Assert.Contains(expected, error.Message);
    }

    private static Func<string, string?> Variables(string[] variables)
    {
        Dictionary<string, string> set = variables.ToDictionary(variable => variable.Split('=')[0], variable => variable.Split('=')[1]);
        return name => set.GetValueOrDefault(name);
    }
}
