using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>Each operator on both sides of its boundary, on a profile field and on an event field.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData("{ x: red }", " RED ", true)]
    [InlineData("{ x: red }", "reds", false)]
    [InlineData("{ x: \"10\" }", "10.0", true)]
    [InlineData("{ x: \"10\" }", "+10", true)]
    [InlineData("{ x: \"-0\" }", "0", true)]
    [InlineData("{ x: \"007\" }", "7", true)]
    [InlineData("{ x: 1e3 }", "1000", false)]
    [InlineData("{ x: \".5\" }", "0.5", false)]
    [InlineData("{ x: \"99999999999999999999999999999999.5\" }", "99999999999999999999999999999999.50", true)]
    [InlineData("{ x: { isNot: red } }", "blue", true)]
    [InlineData("{ x: { isNot: [red, blue] } }", "Blue", false)]
    [InlineData("{ x: { contains: ed } }", "rEDs", true)]
    [InlineData("{ x: { contains: ed } }", "rd", false)]
    [InlineData("{ x: { startsWith: [a, re] } }", "Red", true)]
    [InlineData("{ x: { startsWith: re } }", "ired", false)]
    [InlineData("{ x: { endsWith: [d, x] } }", "reD", true)]
    [InlineData("{ x: { endsWith: re } }", "red", false)]
    [InlineData("{ x: { hasWord: cto } }", "Director", false)]
    [InlineData("{ x: { hasWord: cto } }", "Acting-CTO!", true)]
    [InlineData("{ x: { hasWord: \"head of\" } }", "Head, of IT", true)]
    [InlineData("{ x: { hasWord: \"head of\" } }", "head it of", false)]
    [InlineData("{ x: { hasWord: \"a b a c\" } }", "a b a b a c", true)]
    [InlineData("{ x: { hasWord: ü } }", "u\u0308", true)]
    [InlineData("{ x: { hasWord: cafe } }", "café", false)]
    [InlineData("{ x: { hasWord: \"𝒳\" } }", "a 𝒳 b", true)]
    [InlineData("{ x: { matches: \"^b+$\" } }", " BBB ", true)]
    [InlineData("{ x: { matches: \"^b+$\" } }", "abb", false)]
    [InlineData("{ x: { atLeast: 10 } }", "9.999999999999999999999", false)]
    [InlineData("{ x: { atLeast: 10 } }", "10", true)]
    [InlineData("{ x: { atMost: 10 } }", "10", true)]
    [InlineData("{ x: { atMost: 10 } }", "10.0000000000000000000001", false)]
    [InlineData("{ x: { above: 10 } }", "10", false)]
    [InlineData("{ x: { above: 10 } }", "10.0001", true)]
    [InlineData("{ x: { above: 10 } }", "ten", false)]
    [InlineData("{ x: { below: -10 } }", "-10", false)]
    [InlineData("{ x: { below: -10 } }", "-10.0001", true)]
    [InlineData("{ x: { below: 100 } }", "99", true)]
    [InlineData("{ x: { between: [2, 3] } }", "1.99", false)]
    [InlineData("{ x: { between: [2, 3] } }", "2", true)]
    [InlineData("{ x: { between: [2, 3] } }", "3.0", true)]
    [InlineData("{ x: { between: [2, 3] } }", "3.01", false)]
    [InlineData("{ x: { exists: true } }", "0", true)]
    [InlineData("{ x: { exists: true } }", "  ", false)]
    [InlineData("{ x: { exists: false } }", "", true)]
    [InlineData("{ x: { before: 2024-03-10 } }", "2024-03-09", true)]
    [InlineData("{ x: { before: 2024-03-10 } }", "2024-03-10T00:00:00Z", false)]
    [InlineData("{ x: { before: 2024-03-10 } }", "2024-03-10T01:30:00+02:00", true)]
    [InlineData("{ x: { after: 2024-03-10 } }", "2024-03-10", false)]
    [InlineData("{ x: { after: 2024-03-10 } }", "2024-03-11", true)]
    [InlineData("{ x: { after: 2024-03-10 } }", "2024-13-11", false)]
    [InlineData("{ x: { is: a, isNot: a } }", "a", false)]
    [InlineData("{ not: { x: a } }", "", true)]
    [InlineData("{ any: [ { x: a }, { x: b } ] }", "b", true)]
    [InlineData("{ all: [ { x: { contains: a } }, { x: { contains: b } } ] }", "a", false)]
    public void A_value_satisfies_an_operator_alike_in_a_profile_and_in_an_event(string condition, string value, bool holds)
    {
        var model = Examples.Model($"- {{ rule: p, category: role, when: {condition}, points: 1 }}\n- {{ rule: e, category: website, on: a.b, where: {condition}, points: 1 }}");

        Assert.Equal(holds, Examples.PointsOf(model, "p", Examples.Told(1, ("x", value))) is not null);
        Assert.Equal(holds, Examples.PointsOf(model, "e", Examples.Event("a.b", 1, ("x", value))) is not null);
    }

    [Theory]
    [InlineData("{ x: red }", true)]
    [InlineData("{ x: { isNot: red } }", false)]
    [InlineData("{ x: { isNot: green } }", true)]
    [InlineData("{ x: { contains: re } }", false)]
    [InlineData("{ x: { contains: RED } }", true)]
    [InlineData("{ x: { startsWith: bl } }", true)]
    [InlineData("{ x: { exists: true } }", true)]
    [InlineData("{ x: { atLeast: 7 } }", true)]
    [InlineData("{ x: { above: 7 } }", false)]
    public void A_list_needs_one_matching_element_and_for_isNot_all(string condition, bool holds)
    {
        var model = Examples.Model($"- {{ rule: p, category: role, when: {condition}, points: 1 }}\n- {{ rule: e, category: website, on: a.b, where: {condition}, points: 1 }}");
        var list = new FieldValue(["red", " Blue ", "7"]);

        Assert.Equal(holds, Examples.PointsOf(model, "p", Examples.Told(1, ("x", list))) is not null);
        Assert.Equal(holds, Examples.PointsOf(model, "e", Examples.Event("a.b", 1, ("x", list))) is not null);
    }

    [Fact]
    public void An_empty_list_is_missing()
    {
        var model = Examples.Model("- { rule: p, category: role, when: { x: { exists: false } }, points: 1 }");

        Assert.Equal(1000, Examples.PointsOf(model, "p", Examples.Told(1, ("x", new FieldValue([])))));
    }

    [Theory]
    [InlineData("olderThan: 10d", 10, false)]
    [InlineData("olderThan: 10d", 11, true)]
    [InlineData("newerThan: 10d", 10, true)]
    [InlineData("newerThan: 10d", 11, false)]
    [InlineData("newerThan: 10d", -5, true)]
    public void The_age_of_a_date_is_counted_in_whole_days(string test, int daysAgo, bool holds)
    {
        var model = Examples.Model($"- {{ rule: p, category: role, when: {{ x: {{ {test} }} }}, points: 1 }}");

        Assert.Equal(holds, Examples.PointsOf(model, "p", Examples.Told(1, ("x", Examples.Today.AddDays(-daysAgo).ToString()))) is not null);
    }

    [Fact]
    public void Text_with_half_a_surrogate_pair_is_compared_as_it_is()
    {
        var model = Examples.Model("- { rule: e, category: website, on: a.b, where: { x: { endsWith: end } }, points: 1, count: { distinct: x } }");

        Assert.Equal(1000, Examples.PointsOf(model, "e", Examples.Event("a.b", 1, ("x", "\uD800 e\u0301 END"))));
    }

    [Theory]
    [InlineData("https://acme.example/a%20b/?q#f", "/a%20b/", true)]
    [InlineData(" HTTPS://acme.example ", "/", true)]
    [InlineData("http://acme.example?q=/x", "/", true)]
    [InlineData("https://acme.example#/x", "/", true)]
    [InlineData("/relative", "/relative", false)]
    [InlineData("ftp://acme.example/x", "/x", false)]
    [InlineData("https://", "/", false)]
    public void A_missing_path_is_taken_from_an_absolute_url(string url, string path, bool holds)
    {
        var model = Examples.Model($"- {{ rule: e, category: website, on: page.viewed, where: {{ path: \"{path}\" }}, points: 1 }}");

        Assert.Equal(holds, Examples.PointsOf(model, "e", Examples.Event("page.viewed", 1, ("url", url), ("path", " "))) is not null);
    }

    [Theory]
    [InlineData("no", "NO")]
    [InlineData(" Norway ", "NO")]
    [InlineData("united kingdom", "GB")]
    [InlineData("Netherlands (Kingdom of the)", "NL")]
    [InlineData("Korea (the Republic of)", "KR")]
    [InlineData("Atlantis", "Atlantis")]
    public void A_country_is_known_by_its_code_and_by_its_name(string told, string compared)
    {
        var model = Examples.Model($"- {{ rule: p, category: role, when: {{ country: \"{compared}\" }}, points: 1 }}");

        Assert.Equal(1000, Examples.PointsOf(model, "p", Examples.Told(1, ("country", told))));
    }
}
