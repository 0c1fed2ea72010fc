using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>The name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>The closest of the names, other than the name itself; null when none is close.</summary>
    /// <param name="names">Those that there are.</param>
    /// <param name="wrong">The name that is not among them.</param>
    /// <param name="near">How many errors make a name of the list another one; null = as for fields.</param>
    public static string? In(IEnumerable<string> names, string wrong, Func<string, int>? near = null)
    {
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var name in names)
        {
            if (name == wrong)
                continue;
            var distance = EditDistance.Between(wrong, name, (near ?? Near)(name));
            if (distance < least || (distance == least && distance < int.MaxValue && string.CompareOrdinal(name, nearest) < 0))
                (nearest, least) = (name, distance);
        }

        return nearest;
    }

    // Names of fields are a person's own words: of short ones many are a letter or two apart without being meant for one another.
    private static int Near(string name) => name.Length switch { <= 3 => 0, <= 6 => 1, <= 11 => 2, _ => 3 };
}
