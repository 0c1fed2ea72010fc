namespace LeadScoring.Benchmarks.Floor;

/// <summary>Hand-written: the newest matches of a rule by day.</summary>
internal struct Recent
{
    public int[]? Days;
    public int[]? Counts;
    public int Size;
    private int _total;

    public void Add(int day, int perDay, int newest)
    {
        var at = Size;
        while (at > 0 && Days![at - 1] > day)
            at--;
        if (at > 0 && Days![at - 1] == day)
        {
            if (Counts![at - 1] >= perDay)
                return;
            Counts[at - 1]++;
        }
        else
        {
            if (at == 0 && _total >= newest)
                return;
            if (Days is null || Size == Days.Length)
            {
                Array.Resize(ref Days, Math.Max(2, Size * 2));
                Array.Resize(ref Counts, Days.Length);
            }

            Array.Copy(Days, at, Days, at + 1, Size - at);
            Array.Copy(Counts!, at, Counts!, at + 1, Size - at);
            Days[at] = day;
            Counts![at] = 1;
            Size++;
        }

        if (++_total <= newest)
            return;
        _total--;
        if (--Counts![0] > 0)
            return;
        Size--;
        Array.Copy(Days!, 1, Days!, 0, Size);
        Array.Copy(Counts, 1, Counts, 0, Size);
    }
}
