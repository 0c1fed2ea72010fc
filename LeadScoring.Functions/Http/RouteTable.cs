using System.Collections.Immutable;
using System.Reflection;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Http;

/// <summary>The routes of functions, read once from their attributes: what an address that no function takes is compared with.</summary>
public sealed class RouteTable
{
    // Two letters wrong, or two changed places.
    private const int LongestDistance = 3;
    private const int LongestPath = 100;

    private readonly ImmutableArray<KnownRoute> _routes;

    /// <summary>The routes of these classes, but for one that takes whatever the others do not.</summary>
    public RouteTable(IEnumerable<Type> types) => _routes =
    [
        .. types.SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(static method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .SelectMany(static method => method.GetParameters())
            .Select(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .Where(static trigger => trigger is { Route: not null and not WrongAddress.Route, Methods: not null })
            .Select(static trigger => new KnownRoute(trigger!.Route!, trigger.Methods!)),
    ];

    /// <summary>The app's own.</summary>
    public static RouteTable OfApp() => new(typeof(RouteTable).Assembly.GetExportedTypes());

    /// <summary>The methods that an address takes, in upper case and in order; none where there is no such address.</summary>
    public IReadOnlyList<string> MethodsAt(PathString path) =>
        [.. _routes.Where(route => route.Matches(path)).SelectMany(static route => route.Methods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The route, as it is documented, that the path was probably meant for; null when none is near.</summary>
    public string? Nearest(PathString path)
    {
        if (path.Value is not { Length: > 1 and <= LongestPath } text)
            return null;
        var segments = text.Trim('/').ToLowerInvariant().Split('/');
        var (route, distance) = _routes.Select(route => (route, Distance: route.DistanceTo(segments))).MinBy(static pair => pair.Distance);
        return distance <= LongestDistance ? $"/{route.Text}" : null;
    }

    private sealed class KnownRoute(string text, string[] methods)
    {
        private readonly RouteTemplate _template = TemplateParser.Parse(text);
        private readonly TemplateMatcher _matcher = new(TemplateParser.Parse(text), []);

        public string Text => text;

        public ImmutableArray<string> Methods { get; } = [.. methods.Select(static method => method.ToUpperInvariant())];

        public bool Matches(PathString path) => _matcher.TryMatch(path, []);

        // Letters to change in the segments that are words; those that are values may be anything.
        public int DistanceTo(string[] segments)
        {
            if (_template.Segments.Count != segments.Length)
                return int.MaxValue;
            var distance = 0;
            for (var i = 0; i < segments.Length && distance <= LongestDistance; i++)
            {
                if (_template.Segments[i].Parts[0] is { IsParameter: false, Text: { } word })
                    distance += Letters(word, segments[i]);
            }

            return distance;
        }

        // Levenshtein's distance, in one row.
        private static int Letters(string word, string other)
        {
            var row = Enumerable.Range(0, other.Length + 1).ToArray();
            for (var i = 1; i <= word.Length; i++)
            {
                var diagonal = row[0];
                row[0] = i;
                for (var j = 1; j <= other.Length; j++)
                {
                    var above = row[j];
                    row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (word[i - 1] == other[j - 1] ? 0 : 1));
                    diagonal = above;
                }
            }

            return row[^1];
        }
    }
}
