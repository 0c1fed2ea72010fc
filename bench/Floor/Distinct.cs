namespace LeadScoring.Benchmarks.Floor;

/// <summary>Hand-written: the newest day of each of the newest different values.</summary>
internal struct Distinct
{
    public int[]? Days;
    public int Size;
    private string[]? _values;

    public void Add(string value, int day, int newest)
    {
        var worst = 0;
        for (var i = 0; i < Size; i++)
        {
            if (_values![i].Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                Days![i] = Math.Max(Days[i], day);
                return;
            }

            if (Days![i] < Days[worst] || (Days[i] == Days[worst] && string.CompareOrdinal(_values[i], _values[worst]) > 0))
                worst = i;
        }

        if (Size < newest)
        {
            if (Days is null || Size == Days.Length)
            {
                Array.Resize(ref Days, Math.Max(2, Size * 2));
                Array.Resize(ref _values, Days.Length);
            }

            worst = Size++;
        }
        else if (day < Days![worst] || (day == Days[worst] && string.CompareOrdinal(value, _values![worst]) > 0))
        {
            return;
        }

        _values![worst] = value;
        Days[worst] = day;
    }
}
