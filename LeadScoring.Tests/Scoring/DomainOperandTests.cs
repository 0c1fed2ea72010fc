using LeadScoring.Domain.Profiles;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>Operands of <c>emailDomain</c> in the script in which people write a domain.</summary>
public sealed class DomainOperandTests
{
    private const string Umlaut = "lena@xn--mller-kva.example";

    [Theory]
    [InlineData("müller.example", Umlaut, true)]
    [InlineData("MÜLLER.Example", Umlaut, true)]
    [InlineData("mu\u0308ller.example", Umlaut, true)]
    [InlineData("\u200Bmüller.example", Umlaut, true)]
    [InlineData("XN--MLLER-KVA.example", Umlaut, true)]
    [InlineData("muller.example", Umlaut, false)]
    [InlineData("müller.example", "Lena@MÜLLER.example ", true)]
    [InlineData("müller.example", "lena@müller.example\u202C", true)]
    [InlineData("acme.example", "ann@acme.example\u200B", true)]
    [InlineData("{ is: [acme.example, müller.example] }", Umlaut, true)]
    [InlineData("{ isNot: müller.example }", Umlaut, false)]
    [InlineData("{ isNot: [acme.example, müller.example] }", "ann@other.example", true)]
    [InlineData("{ endsWith: .müller.example }", "lena@mail.xn--mller-kva.example", true)]
    [InlineData("{ endsWith: üller.example }", Umlaut, true)]
    [InlineData("{ contains: müller }", Umlaut, true)]
    [InlineData("{ startsWith: Mü }", Umlaut, true)]
    [InlineData("{ startsWith: xn-- }", Umlaut, true)]
    [InlineData("{ hasWord: müller }", Umlaut, true)]
    [InlineData("{ matches: \"^m.ller\" }", Umlaut, true)]
    [InlineData("{ contains: müller }", "ann@acme.example", false)]
    [InlineData("{ endsWith: .рф }", "ivan@xn--e1afmkfd.xn--p1ai", true)]
    [InlineData("例え.jp", "taro@xn--r8jz45g.jp", true)]
    [InlineData("müller.example", "lena@xn--0.example", false)]
    [InlineData("{ contains: ü }", "lena@xn--0.example", false)]
    public void A_domain_is_found_as_people_write_it(string operand, string address, bool holds)
    {
        var model = Examples.Model(
            $"- {{ rule: p, category: role, when: {{ emailDomain: {operand} }}, points: 1 }}",
            rest: $"routes: [ {{ id: own, when: {{ profile.emailDomain: {operand} }}, to: nurture }} ]");

        Assert.Equal(holds, Examples.PointsOf(model, "p", Examples.Told(1, ("email", address))) is not null);
        Assert.Equal(holds ? "own" : "nurture", Examples.RouteOf(model, Examples.Told(1, ("email", address))));
    }

    [Fact]
    public void A_missing_domain_is_compared_like_any_missing_field()
    {
        var model = Examples.Model("- { rule: p, category: role, when: { emailDomain: { contains: ü } }, points: 1 }\n- { rule: n, category: role, when: { not: { emailDomain: müller.example } }, points: 1 }");

        Assert.Null(Examples.PointsOf(model, "p", Examples.Told(1, ("email", "none"))));
        Assert.Equal(1000, Examples.PointsOf(model, "n", Examples.Told(1, ("email", "none"))));
    }

    [Fact]
    public void A_list_of_domains_may_be_in_any_script()
    {
        var lists = new EmailDomains(["münchen.example"], [], []);
        var model = Examples.Model("- { rule: p, category: role, when: { emailKind: free }, points: 1 }", lists: lists);

        Assert.Equal(1000, Examples.PointsOf(model, "p", Examples.Told(1, ("email", "ann@xn--mnchen-3ya.example"))));
    }
}
