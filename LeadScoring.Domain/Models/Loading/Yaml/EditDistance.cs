namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>How many typing errors lie between two names: letters left out, added, wrong, or two neighbours swapped; case does not count as one.</summary>
public static class EditDistance
{
    /// <summary>The most errors with which a name is still recognised.</summary>
    public static int Near(string name) => name.Length switch { <= 1 => 0, <= 4 => 1, <= 11 => 2, _ => 3 };

    /// <summary>The distance, or <see cref="int.MaxValue"/> when it is above <paramref name="limit"/>.</summary>
    public static int Between(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
            return int.MaxValue;
        var width = right.Length + 1;
        int[] beforeLast = new int[width], last = new int[width], row = new int[width];
        for (var j = 0; j < width; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                var best = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    best = Math.Min(best, beforeLast[j - 2] + 1);
                row[j] = best;
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[^1] <= limit ? last[^1] : int.MaxValue;
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
