using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Leads;

public sealed class SearchTermsTests
{
    private readonly SteppedLead _ann = new();

    [Theory]
    [InlineData("acme", true)]
    [InlineData("ACM", true)]
    [InlineData("lovel", true)]
    [InlineData("ada lovelace", true)]
    [InlineData("lovelace, ada", true)]
    [InlineData("muller", true)]
    [InlineData("Müller", true)]
    [InlineData("ann@acme.example", true)]
    [InlineData("ANN@acme", true)]
    [InlineData("acme.example", true)]
    [InlineData("sons", true)]
    [InlineData("ada smith", false)]
    [InlineData("velace", false)]
    [InlineData("bob@acme.example", false)]
    public void The_beginning_of_every_word_is_enough(string text, bool found)
    {
        _ann.Take(_ann.Profile(("firstName", "Ada"), ("lastName", "Lovelace"), ("company", "Müller & Sons (Acme) Ltd.")));

        Assert.Equal(found, SearchTerms.Match(_ann.State!.Terms!, SearchTerms.Of(text)));
    }

    [Fact]
    public void A_lead_of_which_only_the_address_is_known_is_filed_when_more_is()
    {
        Assert.Empty(_ann.Take(_ann.Visit()).Terms);
        Assert.True(SearchTerms.Match(SearchTerms.Of(_ann.State!), SearchTerms.Of("ann@acme.example")));

        Assert.Equal(["acme", "acme.example", "ann@acme.example"], _ann.Take(_ann.Profile(("company", "Acme"))).Terms.Select(static move => move.Term));
    }

    [Fact]
    public void A_change_files_what_is_new_and_unfiles_what_is_gone()
    {
        _ann.Take(_ann.Profile(("lastName", "Byron")));
        _ann.Now += TimeSpan.FromDays(1);

        var change = _ann.Take(_ann.Profile(("lastName", "Lovelace")));

        Assert.Equal([new TermMove("lovelace", true), new TermMove("byron", false)], change.Terms.AsEnumerable());
        Assert.Empty(_ann.Take(_ann.Visit()).Terms);
    }

    [Fact]
    public void A_state_of_an_older_app_is_filed_at_its_next_visit()
    {
        _ann.Take(_ann.Profile(("lastName", "Byron")));
        _ann.State = _ann.State! with { Terms = null };

        Assert.Equal(["acme.example", "ann@acme.example", "byron"], _ann.Take().Terms.Select(static move => move.Term));
    }

    [Theory]
    [InlineData("\ud800 x")]
    [InlineData("   ")]
    [InlineData("a/b\\c#d?e%")]
    [InlineData("山田 太郎")]
    public void Any_text_can_be_a_name(string name)
    {
        _ann.Take(_ann.Profile(("lastName", name), ("company", "Acme")));

        Assert.InRange(_ann.State!.Terms!.Count, 2, SearchTerms.Most);
    }

    [Fact]
    public void A_lead_has_a_bounded_number_of_words()
    {
        _ann.Take(_ann.Profile(("lastName", new string('x', 200)), ("company", string.Join(' ', Enumerable.Range(0, 100).Select(static i => $"w{i}")))));

        Assert.Equal(SearchTerms.Most, _ann.State!.Terms!.Count);
        Assert.All(_ann.State.Terms, static term => Assert.InRange(term.Length, 1, SearchTerms.MostCharacters));
    }
}
