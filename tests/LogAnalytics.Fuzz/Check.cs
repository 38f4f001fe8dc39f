namespace LogAnalytics.Fuzz;

/// <summary>Assertions without a test framework, cheap while they hold.</summary>
internal static class Check
{
    public static void That(bool holds, string rule)
    {
        if (!holds)
            throw new MismatchException(rule);
    }

    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new MismatchException($"{what}: expected {expected}, found {actual}");
    }
}
