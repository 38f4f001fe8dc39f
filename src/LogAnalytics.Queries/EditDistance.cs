namespace LogAnalytics.Queries;

/// <summary>Levenshtein distance (1966): insertions, deletions and replacements between two texts, in characters.</summary>
public static class EditDistance
{
    public static int Between(string left, string right)
    {
        int[] costs = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.Min(replaced, Math.Min(costs[j], costs[j - 1]) + 1);
            }
        }

        return costs[right.Length];
    }
}
