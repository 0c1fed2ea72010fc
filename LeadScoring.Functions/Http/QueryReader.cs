using System.Globalization;

using LeadScoring.Functions.Faults;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Http;

/// <summary>Reads the parameters of a query strictly: what is unknown or unusable is a fault that names what is allowed. An empty value is as good as none.</summary>
internal sealed class QueryReader
{
    // Where callers may put a key.
    private static readonly string[] HostParameters = ["code", "clientId"];

    private readonly IQueryCollection _query;
    private readonly List<RequestError> _errors = [];

    public QueryReader(IQueryCollection query, params string[] known)
    {
        _query = query;
        foreach (var name in query.Keys)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase) && !HostParameters.Contains(name, StringComparer.OrdinalIgnoreCase))
                _errors.Add(new RequestError($"?{Shown(name)}", "LS-QUERY-001", $"The parameter '{Shown(name)}' is not known here.", $"Use {List(known)}."));
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
        Refuse(name, $"'{Shown(text)}' is not a valid {name}.", allowed.Count == 0 ? "There is none yet." : $"Use {List(allowed)}.");
        return null;
    }

    /// <summary>Says that a value cannot be used.</summary>
    public void Refuse(string name, string detail, string fix) => Refuse(new RequestError($"?{name}", "LS-QUERY-002", detail, fix));

    /// <summary>Says that a value cannot be used, by a code of its own.</summary>
    public void Refuse(RequestError error) => _errors.Add(error);

    private static string List(IReadOnlyCollection<string> words) => words.Count == 1 ? words.First() : $"one of {string.Join(", ", words)}";

    // Input is shown shortened: an answer is no place for what somebody pasted by mistake. An address is never shown.
    private static string Shown(string text) => text.Contains('@', StringComparison.Ordinal) ? "..." : text.Length <= 40 ? text : text[..40] + "...";
}
