using System.Globalization;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;
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

    /// <summary>Domains that are plain are taken as they stand; the mapping would have said the same.</summary>
    [Fact]
    public void A_domain_has_the_ASCII_form_that_the_mapping_gives_it()
    {
        var mapping = new IdnMapping { UseStd3AsciiRules = true, AllowUnassigned = false };
        var random = new Random(4711);
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string(random.GetItems("ab9--..xnX_ \u00FC".AsSpan(), random.Next(1, 9))) + (round % 100 == 0 ? new string('a', random.Next(55, 75)) : "");
            string? expected = null;
            try
            {
                expected = mapping.GetAscii(text).ToLowerInvariant();
            }
            catch (ArgumentException)
            {
                // It cannot exist.
            }

            Assert.Equal((text, expected), (text, DomainName.TryAscii(text, out var ascii) ? ascii : null));
        }
    }

    [Fact]
    public void No_domain_is_both_free_and_disposable()
    {
        var lists = EmailDomains.Default;

        Assert.Empty(lists.Free.Intersect(lists.Disposable, StringComparer.OrdinalIgnoreCase));
        Assert.True(lists.Free.Count > 10_000 && lists.Disposable.Count > 3_000 && lists.Roles.Count > 50);
    }
}
