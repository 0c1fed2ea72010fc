namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>The names that are valid somewhere, in the order in which a fix lists them.</summary>
internal sealed class Names(IEnumerable<string> names)
{
    // A fix that lists more helps nobody, and looking through thousands for each of thousands of typing errors would take seconds.
    private const int Listed = 24;
    private const int Searched = 200;
    private readonly List<string> _names = [.. names];
    private readonly HashSet<string> _set = [.. names];

    public IReadOnlyList<string> All => _names;

    public bool Contains(string name) => _set.Contains(name);

    /// <summary>The closest name, when it is close enough to be meant; else null.</summary>
    public string? Nearest(string name)
    {
        if (_names.Count > Searched)
            return null;
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in _names)
        {
            var distance = EditDistance.Between(name, candidate, EditDistance.Near(candidate));
            if (distance < least)
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>"Write 'x'." for a near name; else what there is to choose from.</summary>
    public string Fix(string name) => Nearest(name) is { } nearest
        ? $"Write '{nearest}'."
        : _names.Count switch
        {
            0 => "The model has none.",
            > Listed => $"Use one of: {string.Join(", ", _names.Take(Listed))}, ...",
            _ => $"Use one of: {string.Join(", ", _names)}.",
        };
}
