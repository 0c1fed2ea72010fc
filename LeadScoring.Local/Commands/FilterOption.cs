using System.CommandLine;

namespace LeadScoring.Local.Commands;

/// <summary>Options that are handed on to the query of a route: the app says which there are.</summary>
internal sealed class FilterOption
{
    private readonly Option<string[]> _filter;
    private readonly Option<int?> _limit;

    /// <param name="page">What the route's parameters are, for the help.</param>
    public FilterOption(string page)
    {
        _filter = new Option<string[]>("--filter") { Description = $"name=value, a parameter of {page}. May be repeated." };
        _limit = new Option<int?>("--limit") { Description = "At most this many." };
        _filter.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
                result.AddError($"--filter is '{token.Value}'; it must be name=value, such as --filter to=sales.");
        });
    }

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_filter);
        command.Options.Add(_limit);
    }

    /// <summary>The query.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Read(ParseResult parsed)
    {
        foreach (var filter in parsed.GetValue(_filter) ?? [])
        {
            var at = filter.IndexOf('=', StringComparison.Ordinal);
            yield return new(filter[..at], filter[(at + 1)..]);
        }

        if (parsed.GetValue(_limit) is { } limit)
            yield return new("limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
