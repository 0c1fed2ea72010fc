namespace LeadScoring.Domain.Hygiene;

/// <summary>Looks through times in rising order once, however many there are.</summary>
internal static class Spans
{
    /// <summary>For each click the most different links within any span of that length, both ends included, that holds the click.</summary>
    /// <param name="clicks">In the order of their times; each has a link.</param>
    /// <param name="length">Of a span.</param>
    public static int[] MostLinks(MailEvent[] clicks, TimeSpan length)
    {
        // A span that holds a click can be moved until it begins with one: so only those are looked at.
        var begun = new int[clicks.Length];
        var within = new Dictionary<long, int>();
        var end = 0;
        for (var begin = 0; begin < clicks.Length; begin++)
        {
            for (; end < clicks.Length && clicks[end].At - clicks[begin].At <= length; end++)
                within[clicks[end].Link] = within.GetValueOrDefault(clicks[end].Link) + 1;
            begun[begin] = within.Count;
            if (--within[clicks[begin].Link] == 0)
                within.Remove(clicks[begin].Link);
        }

        return Greatest(begun, Around(clicks, clicks, length, TimeSpan.Zero));
    }

    /// <summary>For each of some events the range of others from so much before it to so much after it, both ends included.</summary>
    public static (int From, int To)[] Around(MailEvent[] events, MailEvent[] others, TimeSpan before, TimeSpan after)
    {
        var ranges = new (int, int)[events.Length];
        int from = 0, to = 0;
        for (var i = 0; i < events.Length; i++)
        {
            while (from < others.Length && events[i].At - others[from].At > before)
                from++;
            while (to < others.Length && others[to].At - events[i].At <= after)
                to++;
            ranges[i] = (from, Math.Max(from, to));
        }

        return ranges;
    }

    /// <summary>The greatest value of each range, 0 for an empty one; the ends of the ranges only move forward.</summary>
    public static int[] Greatest(int[] values, (int From, int To)[] ranges)
    {
        // Indices of values that no later one exceeds, in falling order of the values.
        var candidates = new int[values.Length];
        int head = 0, tail = 0, next = 0;
        var greatest = new int[ranges.Length];
        for (var i = 0; i < ranges.Length; i++)
        {
            for (; next < ranges[i].To; next++)
            {
                while (tail > head && values[candidates[tail - 1]] <= values[next])
                    tail--;
                candidates[tail++] = next;
            }

            while (tail > head && candidates[head] < ranges[i].From)
                head++;
            greatest[i] = tail > head ? values[candidates[head]] : 0;
        }

        return greatest;
    }
}
