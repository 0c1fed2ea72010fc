using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Functions.Faults;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Http;

/// <summary>Reads the parameters of a query strictly: what is unknown or unusable is a fault that names what is allowed. An empty value is as good as none.</summary>
internal sealed class QueryReader
{
    // Where callers may put a key.
    private static readonly string[] HostParameters = ["code", "clientId"];

    private static readonly string[] Truths = ["true", "false"];

    private readonly IQueryCollection _query;
    private readonly List<RequestError> _errors = [];

    public QueryReader(IQueryCollection query, params string[] known)
    {
        _query = query;
        foreach (var name in query.Keys)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase) && !known.Any(pattern => IsOfPrefix(name, pattern)) && !HostParameters.Contains(name, StringComparer.OrdinalIgnoreCase))
                _errors.Add(new RequestError($"?{Shown(name)}", "LS-QUERY-001", $"The parameter '{Shown(name)}' is not known here.", $"{Meant(name, known)}Use {List(known)}."));
        }
    }

    /// <summary>What is wrong; null when nothing is.</summary>
    public Problem? Problem => _errors.Count == 0 ? null : Problem.BadRequest(_errors[0].Code, _errors[0].Detail, _errors[0].Fix, _errors);

    /// <summary>The text; null when none is given.</summary>
    public string? Text(string name)
    {
        var values = _query[name];
        if (values.Count > 1)
            Refuse(name, $"'{name}' is given {values.Count} times.", "Give it once.");
        return string.IsNullOrEmpty(values.ToString()) ? null : values[0];
    }

    /// <summary>All values of a parameter that may be given several times.</summary>
    public IEnumerable<string> All(string name) => _query[name].Where(static text => !string.IsNullOrEmpty(text)).Select(static text => text!);

    /// <summary>A whole number from a range; null when none is given.</summary>
    public int? Whole(string name, int from, int to)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
            return number;
        Refuse(name, $"'{Shown(text)}' is not a valid {name}.", $"Use a whole number from {from} to {to}.");
        return null;
    }

    /// <summary>One of some words; null when none is given.</summary>
    public string? OneOf(string name, IReadOnlyCollection<string> allowed)
    {
        if (Text(name) is not { } text || allowed.Contains(text, StringComparer.Ordinal))
            return Text(name);
        Refuse(name, $"'{Shown(text)}' is not a valid {name}.", allowed.Count == 0 ? "There is none yet." : $"{Meant(text, allowed)}Use {List(allowed)}.");
        return null;
    }

    /// <summary>Some of some words, separated by commas; empty when none is given.</summary>
    public ImmutableArray<string> SomeOf(string name, IReadOnlyCollection<string> allowed)
    {
        if (Text(name) is not { } text)
            return [];
        ImmutableArray<string> words = [.. text.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
        if (words.FirstOrDefault(word => !allowed.Contains(word, StringComparer.Ordinal)) is { } wrong)
            Refuse(name, $"'{Shown(wrong)}' is not a valid {name}.", allowed.Count == 0 ? "There is none yet." : $"Use {List(allowed)}; several are separated by commas.");
        return words;
    }

    /// <summary>True or false; null when neither is given.</summary>
    public bool? Truth(string name) => OneOf(name, Truths) switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    /// <summary>A day, which begins at midnight UTC, or a time; null when none is given.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Times.TryParse(text, out var time))
            return time;
        Refuse(name, $"'{Shown(text)}' is not a valid {name}.", "Use a day such as 2026-03-01 or a time such as 2026-03-01T09:00:00Z.");
        return null;
    }

    /// <summary>The parameters whose names begin so, without the prefix; empty values left out.</summary>
    public ImmutableArray<(string Name, string Value)> Prefixed(string prefix) =>
    [
        .. _query.Keys.Where(name => IsOfPrefix(name, prefix + "*")).Order(StringComparer.Ordinal)
            .Select(name => (name[prefix.Length..], Text(name))).Where(static field => field.Item2 is not null).Select(static field => (field.Item1, field.Item2!)),
    ];

    /// <summary>Says that a value cannot be used.</summary>
    public void Refuse(string name, string detail, string fix) => Refuse(new RequestError($"?{name}", "LS-QUERY-002", detail, fix));

    /// <summary>Says that a value cannot be used, by a code of its own.</summary>
    public void Refuse(RequestError error) => _errors.Add(error);

    // A known name that ends with a star stands for all that begin so.
    private static bool IsOfPrefix(string name, string pattern) =>
        pattern.EndsWith('*') && name.Length >= pattern.Length && name.StartsWith(pattern[..^1], StringComparison.Ordinal);

    private static string Meant(string wrong, IReadOnlyCollection<string> names) => names
        .Select(name => (Name: name, Distance: EditDistance.Between(wrong, name, EditDistance.Near(name)))).Where(static entry => entry.Distance < int.MaxValue)
        .OrderBy(static entry => entry.Distance).Select(static entry => $"Did you mean '{entry.Name}'? ").FirstOrDefault() ?? "";

    private static string List(IReadOnlyCollection<string> words) => words.Count == 1 ? words.First() : $"one of {string.Join(", ", words)}";

    // Input is shown shortened: an answer is no place for what somebody pasted by mistake. An address is never shown.
    private static string Shown(string text) => text.Contains('@', StringComparison.Ordinal) ? "..." : text.Length <= 40 ? text : text[..40] + "...";
}
