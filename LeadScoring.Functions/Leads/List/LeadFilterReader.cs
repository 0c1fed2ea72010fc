using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Reads the filter of a list from a query. Several values of a parameter are separated by commas, and one of them must hold.</summary>
internal static class LeadFilterReader
{
    /// <summary>The parameters of a query that it is read from.</summary>
    public static readonly ImmutableArray<string> Parameters =
        ["model", "owner", "to", "stage", "route", "scoreRoute", "grade", "waiting", "overdue", "since", "minScore", "q"];

    /// <summary>A parameter of this prefix asks for an attribute: <c>profile.country=DE</c>.</summary>
    public const string ProfilePrefix = "profile.";

    private const int MostWords = 8;
    private const int MostProfile = 10;

    private static readonly string[] Grades = [.. "ABCD".SelectMany(static letter => "1234".Select(number => $"{letter}{number}"))];
    private static readonly string[] Destinations = ["sales", "inside-sales", "nurture", WireNames.Nobody];
    private static readonly string[] Owners = ["marketing", "sales", "inside-sales"];
    private static readonly string[] Stages = [.. Enum.GetValues<Stage>().Select(WireNames.For)];

    /// <summary>The filter; what is wrong with it, the reader knows.</summary>
    public static LeadFilter Read(QueryReader reader, ImmutableArray<BoardModel> models)
    {
        var model = reader.OneOf("model", [.. models.Select(static model => model.Id)]) ?? (models.Length == 1 ? models[0].Id : null);
        ImmutableArray<BoardModel> asked = [.. models.Where(known => model is null || known.Id == model)];
        string[] routes = [.. asked.SelectMany(static known => known.Routes).Distinct(StringComparer.Ordinal)];
        var grades = reader.SomeOf("grade", Grades);
        if (!grades.IsEmpty && !asked.IsEmpty && asked.All(static known => known.AddsUp))
            reader.Refuse("grade", $"'grade' cannot filter: the points of the model '{asked[0].Id}' add up, so its leads have no grade.", "Use 'minScore' or 'route'.");
        return new LeadFilter
        {
            Model = model,
            Grades = grades,
            Routes = reader.SomeOf("route", [.. routes.Union(asked.SelectMany(static known => known.Entries), StringComparer.Ordinal)]),
            ScoreRoutes = reader.SomeOf("scoreRoute", routes),
            To = reader.SomeOf("to", Destinations),
            Owners = reader.SomeOf("owner", Owners),
            Stages = reader.SomeOf("stage", Stages),
            Waiting = reader.Truth("waiting"),
            Overdue = reader.Truth("overdue"),
            Since = reader.Time("since"),
            MinScore = reader.Whole("minScore", 0, asked.Any(static known => known.AddsUp) ? Figure.MostShown : 100),
            Words = Words(reader),
            Address = EmailAddress.TryParse(reader.Text("q") ?? "", out var address) ? address : null,
            Profile = Profile(reader),
        };
    }

    /// <summary>The first parameter by which somebody can be looked for whom a masked reader may not know; null where there is none.</summary>
    public static string? PersonalIn(IQueryCollection query) => query
        .Where(static parameter => !string.IsNullOrEmpty(parameter.Value.ToString()))
        .Select(static parameter => (Name: parameter.Key, Value: parameter.Value.ToString()))
        .Where(static parameter => parameter.Name.Equals("q", StringComparison.OrdinalIgnoreCase)
            || (parameter.Name.StartsWith(ProfilePrefix, StringComparison.OrdinalIgnoreCase) && !PersonalValues.IsShown(parameter.Name[ProfilePrefix.Length..], parameter.Value)))
        .Select(static parameter => parameter.Name.Contains('@', StringComparison.Ordinal) ? ProfilePrefix : parameter.Name)
        .FirstOrDefault();

    private static ImmutableArray<string>? Words(QueryReader reader)
    {
        if (reader.Text("q") is not { } text)
            return null;
        var words = SearchTerms.Of(text);
        if (words.IsEmpty || words.Length > MostWords)
            reader.Refuse("q", words.IsEmpty ? "'q' has no word to look for." : $"'q' has {words.Length} words.", $"Give the beginning of a name, a company or an address, in 1 to {MostWords} words.");
        return words;
    }

    private static ImmutableArray<(string, ImmutableArray<string>)> Profile(QueryReader reader)
    {
        var fields = reader.Prefixed(ProfilePrefix);
        if (fields.Length > MostProfile)
            reader.Refuse(ProfilePrefix + "*", $"{fields.Length} attributes are asked for.", $"Ask for at most {MostProfile}.");
        return [.. fields.Select(static field => (field.Name, (ImmutableArray<string>)[.. field.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => field.Name == LeadFilter.Country ? Countries.CodeOf(text) : text)]))];
    }
}
