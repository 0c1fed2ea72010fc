using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Profiles;

public sealed class EmailDomainsTests
{
    [Theory]
    [InlineData("ann@gmail.com", "free")]
    [InlineData("ann@web.de", "free")]
    [InlineData("x@mailinator.com", "disposable")]
    [InlineData("Info@Acme.example", "role")]
    [InlineData("ann@acme.example", "business")]
    [InlineData("a@b@acme.example", "business")]
    [InlineData("ann", "none")]
    [InlineData("@acme.example", "none")]
    [InlineData("ann@", "none")]
    [InlineData("ann smith@acme.example", "none")]
    public void The_built_in_lists_know_the_kind_of_an_address(string address, string kind)
    {
        var model = Examples.Model($"- {{ rule: kind, category: role, when: {{ emailKind: {kind} }}, points: 1 }}");

        Assert.Equal(1000, Examples.PointsOf(model, "kind", Examples.Told(1, ("email", address))));
    }

    [Fact]
    public void No_domain_is_both_free_and_disposable()
    {
        var lists = EmailDomains.Default;

        Assert.Empty(lists.Free.Intersect(lists.Disposable, StringComparer.OrdinalIgnoreCase));
        Assert.True(lists.Free.Count > 10_000 && lists.Disposable.Count > 3_000 && lists.Roles.Count > 50);
    }
}
