using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Leads;

/// <summary>Figures that say the same are not written again; whatever a reader sees of them makes a difference.</summary>
public sealed class ScoreSnapshotTests
{
    // The time zone is the model's: another one is another version.
    private static readonly string[] NoDifference = [nameof(ScoreSnapshot.AsOf), nameof(ScoreSnapshot.Week), nameof(ScoreSnapshot.Earlier), nameof(ScoreSnapshot.Past), nameof(ScoreSnapshot.Trend), nameof(ScoreSnapshot.TimeZone)];

    private static readonly ScoreSnapshot Figures = new()
    {
        AsOf = new Day(100),
        Score = 50,
        Grade = "B2",
        Route = "nurture",
        To = Destination.Nurture,
        Dimensions = [KeyValuePair.Create("fit", 50)],
        Categories = [KeyValuePair.Create("role", 5m)],
        Known = 50,
    };

    public static TheoryData<string> Members() => [.. typeof(ScoreSnapshot).GetProperties().Where(static member => member.CanWrite).Select(static member => member.Name)];

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_member_but_the_day_and_the_days_before_makes_a_difference(string member)
    {
        var other = Figures with { };
        var property = typeof(ScoreSnapshot).GetProperty(member)!;
        property.SetValue(other, Another(property));

        Assert.Equal(NoDifference.Contains(member), Figures.SaysTheSameAs(other));
        Assert.Equal(NoDifference.Contains(member), other.SaysTheSameAs(Figures));
    }

    [Fact]
    public void The_days_before_are_stored_in_two_parts_and_found_by_their_distance()
    {
        var past = Enumerable.Range(1, Trend.DaysKept).Select(static ago => ago % 5 == 0 ? null : (int?)(100 - ago)).ToImmutableArray();

        var figures = Figures with { Past = past };

        Assert.Equal((Trend.Days, Trend.DaysKept - Trend.Days), (figures.Week.Length, figures.Earlier!.Value.Length));
        Assert.Equal(past.AsEnumerable(), figures.Past.AsEnumerable());
        Assert.All(Enumerable.Range(1, Trend.DaysKept), ago => Assert.Equal(past[ago - 1], figures.ScoreBefore(ago)));
        Assert.Null(figures.ScoreBefore(Trend.DaysKept + 1));
        // As an older app stores it.
        Assert.Null((figures with { Earlier = null }).ScoreBefore(Trend.Days + 1));
    }

    [Fact]
    public void Equal_figures_in_other_arrays_say_the_same() =>
        Assert.True(Figures.SaysTheSameAs(Figures with { Dimensions = [.. Figures.Dimensions], Categories = [.. Figures.Categories], Missing = [.. Figures.Missing] }));

    private static object Another(PropertyInfo property)
    {
        var value = property.GetValue(Figures);
        return property.PropertyType switch
        {
            var type when type == typeof(int) => (int)value! + 1,
            var type when type == typeof(int?) => 7,
            var type when type == typeof(decimal?) => 65.5m,
            var type when type == typeof(string) => value + "x",
            var type when type == typeof(Day) => ((Day)value!).AddDays(1),
            var type when type == typeof(Day?) => new Day(200),
            var type when type == typeof(Destination) => Destination.Sales,
            var type when type == typeof(ImmutableArray<string>) => ImmutableArray.Create("x"),
            var type when type == typeof(ImmutableArray<int?>) || type == typeof(ImmutableArray<int?>?) => ImmutableArray.Create<int?>(7),
            var type when type == typeof(ImmutableArray<KeyValuePair<string, int>>) => ImmutableArray.Create(KeyValuePair.Create("fit", 51)),
            var type when type == typeof(ImmutableArray<KeyValuePair<string, decimal>>) => ImmutableArray.Create(KeyValuePair.Create("role", 6m)),
            var type => throw new NotSupportedException($"Say what another {type} is."),
        };
    }
}
