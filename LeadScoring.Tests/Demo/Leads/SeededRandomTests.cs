using LeadScoring.Domain.Leads;
using LeadScoring.Local.Demo.Leads;

namespace LeadScoring.Tests.Demo.Leads;

public sealed class SeededRandomTests
{
    [Fact]
    public void The_numbers_are_those_of_the_published_SplitMix64()
    {
        var random = new SeededRandom(1234567);

        ulong[] drawn = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], drawn);
    }

    [Fact]
    public void A_number_between_two_reaches_both_and_never_leaves_them()
    {
        var random = new SeededRandom(1);

        var drawn = Enumerable.Range(0, 1000).Select(_ => random.Between(3, 5)).ToHashSet();

        Assert.Equal([3, 4, 5], drawn.Order());
    }

    [Fact]
    public void Drawing_gives_different_items_and_no_more_than_there_are()
    {
        var random = new SeededRandom(1);

        Assert.Equal(["a", "b", "c"], random.Draw(["a", "b", "c"], 5).Order(StringComparer.Ordinal));
        Assert.Equal(2, random.Draw(["a", "b", "c"], 2).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(random.Draw(["a"], 0));
    }
}
