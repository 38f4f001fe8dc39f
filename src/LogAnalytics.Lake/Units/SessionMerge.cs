using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>Merges sorted runs; the fragments of one session id become one.</summary>
public static class SessionMerge
{
    /// <param name="runs">One session of a run stays valid until the one after the next is asked for.</param>
    public static IEnumerable<SessionRows> Merge(IReadOnlyList<IEnumerable<SessionRows>> runs)
    {
        SessionRows? current = null;
        bool isOwn = false;
        foreach (SessionRows next in runs.Count == 1 ? runs[0] : InOrder(runs))
        {
            if (current is not null && current.SessionId.AsSpan().SequenceEqual(next.SessionId))
            {
                // A run uses its buffers again: a session that is joined of several outlives them.
                if (!isOwn)
                    current = Copy(current);
                isOwn = true;
                current.Append(next);
                continue;
            }

            if (current is not null)
                yield return current;
            (current, isOwn) = (next, false);
        }

        if (current is not null)
            yield return current;
    }

    private static SessionRows Copy(SessionRows session)
    {
        SessionRows copy = new(session.Texts, session.SessionId.ToArray());
        copy.Append(session);
        return copy;
    }

    // Of one id, those of an earlier run first.
    private static IEnumerable<SessionRows> InOrder(IReadOnlyList<IEnumerable<SessionRows>> runs)
    {
        PriorityQueue<IEnumerator<SessionRows>, (byte[] Id, int Run)> queue = new(Comparer<(byte[] Id, int Run)>.Create(Compare));
        Dictionary<IEnumerator<SessionRows>, int> numbers = [];
        try
        {
            for (int i = 0; i < runs.Count; i++)
            {
                IEnumerator<SessionRows> run = runs[i].GetEnumerator();
                numbers.Add(run, i);
                if (run.MoveNext())
                    queue.Enqueue(run, (run.Current.SessionId, i));
            }

            while (queue.TryDequeue(out IEnumerator<SessionRows>? run, out _))
            {
                yield return run.Current;
                if (run.MoveNext())
                    queue.Enqueue(run, (run.Current.SessionId, numbers[run]));
            }
        }
        finally
        {
            foreach (IEnumerator<SessionRows> run in numbers.Keys)
                run.Dispose();
        }
    }

    private static int Compare((byte[] Id, int Run) a, (byte[] Id, int Run) b)
    {
        int order = a.Id.AsSpan().SequenceCompareTo(b.Id);
        return order != 0 ? order : a.Run.CompareTo(b.Run);
    }
}
