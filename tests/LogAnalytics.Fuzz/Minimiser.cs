namespace LogAnalytics.Fuzz;

/// <summary>Makes the input of a finding small enough to read.</summary>
internal static class Minimiser
{
    /// <summary>Leaves out parts, large ones first, for as long as the same kind of finding remains.</summary>
    public static byte[] Minimise(IFuzzTarget target, byte[] input)
    {
        string kind = KindOf(FindingOf(target, input)) ?? throw new ArgumentException("The input gives no finding.", nameof(input));
        for (int part = Math.Max(1, input.Length / 2); part > 0; part = part == 1 ? 0 : part / 2)
        {
            for (int at = 0; at < input.Length;)
            {
                byte[] shorter = [.. input[..at], .. input[Math.Min(at + part, input.Length)..]];
                if (KindOf(FindingOf(target, shorter)) == kind)
                    input = shorter;
                else
                    at += part;
            }
        }

        return input;
    }

    /// <summary>What the target throws at the input; null if all is well.</summary>
    public static Exception? FindingOf(IFuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception finding)
        {
            return finding;
        }
    }

    // The rule that was broken, without the figures behind it; for other exceptions their type.
    private static string? KindOf(Exception? finding) =>
        finding is MismatchException ? finding.Message.Split(':')[0] : finding?.GetType().FullName;
}
