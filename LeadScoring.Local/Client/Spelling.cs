using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Local.Client;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest of some names; null where none is near.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: EditDistance.Between(wrong, name, EditDistance.Near(name))))
        .Where(static entry => entry.Distance < int.MaxValue)
        .OrderBy(static entry => entry.Distance).ThenBy(static entry => entry.Name, StringComparer.Ordinal)
        .Select(static entry => entry.Name).FirstOrDefault();

    /// <summary>A question behind a sentence, with a blank before it; empty where no name is near.</summary>
    public static string Question(string wrong, IEnumerable<string> names) => Nearest(wrong, names) is { } nearest ? $" Did you mean '{nearest}'?" : "";
}
