using System.Reflection;

using LeadScoring.Functions;

using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Tests.Http;

/// <summary>
/// The Functions host has no precedence of routes: it tries them in the order of the functions' names and takes the first that matches. A route that another one
/// is more special than therefore belongs to a function with a later name.
/// </summary>
public sealed class RouteOrderTests
{
    [Fact]
    public void No_function_takes_a_path_from_a_later_named_function()
    {
        var functions = Routed.OfApp;
        var taken = functions.SelectMany((earlier, i) => functions.Skip(i + 1).Select(later => (Earlier: earlier, Later: later)))
            .Where(static pair => pair.Earlier.SharesMethodWith(pair.Later) && pair.Earlier.Overlaps(pair.Later) && !pair.Earlier.IsWithin(pair.Later))
            .Select(static pair => $"{pair.Earlier.Name} ({pair.Earlier.Route}) takes from {pair.Later.Name} ({pair.Later.Route})");

        Assert.Equal([], taken);
    }

    [Theory]
    [InlineData("hooks/{*path}", "hooks/{source}/{connection}", true)]
    [InlineData("hooks/{source}/{connection}", "hooks/{*path}", false)]
    [InlineData("things/{thing}", "things/special", true)]
    [InlineData("things/special", "things/{thing}", false)]
    [InlineData("things/{thing}", "things/{other}", true)]
    [InlineData("{a}/special", "things/{b}", true)]
    [InlineData("things/one", "things/two", false)]
    [InlineData("things/{thing}", "things/{thing}/parts", false)]
    [InlineData("things", "THINGS", true)]
    public void A_route_takes_from_a_later_one_unless_it_is_within_it(string earlier, string later, bool takes)
    {
        var (first, second) = (new Routed("A", earlier, []), new Routed("B", later, []));

        Assert.Equal(takes, first.Overlaps(second) && !first.IsWithin(second));
    }

    /// <summary>A function with a route.</summary>
    private sealed record Routed(string Name, string Route, IReadOnlyList<string> Methods)
    {
        /// <summary>All of the app, in the order in which the host tries them.</summary>
        public static IReadOnlyList<Routed> OfApp { get; } =
        [
            .. typeof(Registration).Assembly.GetExportedTypes().SelectMany(static type => type.GetMethods())
                .Select(static method => (method.GetCustomAttribute<FunctionAttribute>()?.Name, Trigger: method.GetParameters().Select(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(static trigger => trigger is not null)))
                .Where(static function => function is { Name: not null, Trigger: not null })
                .Select(static function => new Routed(function.Name!, function.Trigger!.Route!, function.Trigger.Methods ?? []))
                .OrderBy(static function => function.Name, StringComparer.OrdinalIgnoreCase),
        ];

        private IReadOnlyList<TemplatePart> Parts { get; } = [.. TemplateParser.Parse(Route).Segments.Select(static segment => Assert.Single(segment.Parts))];

        public bool SharesMethodWith(Routed other) => Methods.Count == 0 || other.Methods.Count == 0 || Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any();

        /// <summary>Some path is matched by both.</summary>
        public bool Overlaps(Routed other) => Overlap([.. Parts], [.. other.Parts]);

        /// <summary>Every path of this route is one of the other's, and not the other way round.</summary>
        public bool IsWithin(Routed other) => Within([.. Parts], [.. other.Parts]) && !Within([.. other.Parts], [.. Parts]);

        private static bool Overlap(ReadOnlySpan<TemplatePart> one, ReadOnlySpan<TemplatePart> other)
        {
            if (one is [{ IsCatchAll: true }, ..] || other is [{ IsCatchAll: true }, ..])
                return true;
            if (one.IsEmpty || other.IsEmpty)
                return one.IsEmpty && other.IsEmpty;
            return (one[0].IsParameter || other[0].IsParameter || Same(one[0], other[0])) && Overlap(one[1..], other[1..]);
        }

        private static bool Within(ReadOnlySpan<TemplatePart> inner, ReadOnlySpan<TemplatePart> outer)
        {
            if (outer is [{ IsCatchAll: true }, ..])
                return true;
            if (inner.IsEmpty || outer.IsEmpty || inner[0].IsCatchAll)
                return inner.IsEmpty && outer.IsEmpty;
            return (outer[0].IsParameter || (!inner[0].IsParameter && Same(inner[0], outer[0]))) && Within(inner[1..], outer[1..]);
        }

        private static bool Same(TemplatePart one, TemplatePart other) => string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase);
    }
}
