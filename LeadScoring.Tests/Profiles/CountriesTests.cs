using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Profiles;

/// <summary>Countries as CRMs and people write them (docs/reference/scoring.md#profile-fields).</summary>
public sealed class CountriesTests
{
    // Codes that ISO 3166 keeps back or has given up, and EL as the European Union writes Greece.
    private static readonly string[] Mapped = ["AC", "BU", "CP", "DG", "EA", "EL", "FX", "IC", "TA", "TP", "UK", "ZR"];

    [Theory]
    [InlineData("DK", true)]
    [InlineData("gb", true)]
    [InlineData("SE", true)]
    [InlineData("UK", true)]
    [InlineData("USA", true)]
    [InlineData("Danmark", true)]
    [InlineData("XX", false)]
    [InlineData("none", false)]
    [InlineData("12", false)]
    public void A_code_is_a_country_as_its_name_is(string text, bool isCountry) => Assert.Equal(isCountry, Countries.IsCountry(text));

    [Theory]
    [InlineData("United States", "US")]
    [InlineData("U.S.", "US")]
    [InlineData("u.s.a.", "US")]
    [InlineData("UNITED STATES OF AMERICA", "US")]
    [InlineData("Vereinigte Staaten von Amerika", "US")]
    [InlineData("États-Unis", "US")]
    [InlineData("EE. UU.", "US")]
    [InlineData("UK", "GB")]
    [InlineData("U.K.", "GB")]
    [InlineData("uk ", "GB")]
    [InlineData("England", "GB")]
    [InlineData("Royaume-Uni", "GB")]
    [InlineData("GBR", "GB")]
    [InlineData("EL", "GR")]
    [InlineData("Deutschland", "DE")]
    [InlineData("deu", "DE")]
    [InlineData("Germany\u200B", "DE")]
    [InlineData("\uFEFFNiemcy", "DE")]
    [InlineData("Osterreich", "AT")]
    [InlineData("Oesterreich", "AT")]
    [InlineData("O\u0308sterreich", "AT")]
    [InlineData("Die Schweiz", "CH")]
    [InlineData("SCHWEIZ", "CH")]
    [InlineData("Korea, Republic of", "KR")]
    [InlineData("Republic of Korea", "KR")]
    [InlineData("Korea, Democratic People's Republic of", "KP")]
    [InlineData("Democratic People’s Republic of Korea", "KP")]
    [InlineData("대한민국", "KR")]
    [InlineData("Iran, Islamic Republic of", "IR")]
    [InlineData("Congo, The Democratic Republic of the", "CD")]
    [InlineData("Tanzania, United Republic of", "TZ")]
    [InlineData("Macedonia, the Former Yugoslav Republic of", "MK")]
    [InlineData("UAE", "AE")]
    [InlineData("The Netherlands", "NL")]
    [InlineData("Pays-Bas", "NL")]
    [InlineData("Les Pays-Bas", "NL")]
    [InlineData("Holland", "NL")]
    [InlineData("Cote d'Ivoire", "CI")]
    [InlineData("Côte d’Ivoire", "CI")]
    [InlineData("Bosnia & Herzegovina", "BA")]
    [InlineData("Bosnia-Herzegovina", "BA")]
    [InlineData("Trinidad & Tobago", "TT")]
    [InlineData("St. Kitts and Nevis", "KN")]
    [InlineData("España", "ES")]
    [InlineData("Espana", "ES")]
    [InlineData("TÜRKİYE", "TR")]
    [InlineData("Turkiye", "TR")]
    [InlineData("Россия", "RU")]
    [InlineData("日本", "JP")]
    [InlineData("中国", "CN")]
    [InlineData("الإمارات العربية المتحدة", "AE")]
    [InlineData("El Salvador", "SV")]
    [InlineData("Niger", "NE")]
    [InlineData("Nigeria", "NG")]
    [InlineData("Guinea", "GN")]
    [InlineData("Equatorial Guinea", "GQ")]
    [InlineData("Dominica", "DM")]
    [InlineData("República Dominicana", "DO")]
    public void A_country_is_known_as_people_write_it(string told, string code)
    {
        var model = Examples.Model($"- {{ rule: p, category: role, when: {{ country: \"{code}\" }}, points: 1 }}");

        Assert.Equal(1000, Examples.PointsOf(model, "p", Examples.Told(1, ("country", told))));
    }

    [Theory]
    [InlineData("Atlantis")]
    [InlineData("Korea")]
    [InlineData("EMEA")]
    [InlineData("n/a")]
    [InlineData("Bavaria, Germany")]
    public void What_is_not_a_listed_country_stays_as_it_is(string told) => Assert.Equal(told, Countries.CodeOf(told));

    [Fact]
    public void Two_letters_are_the_code_that_they_are_but_for_reserved_ones()
    {
        var letters = Enumerable.Range('A', 26).SelectMany(static first => Enumerable.Range('A', 26).Select(second => $"{(char)first}{(char)second}"));

        Assert.Equal(Mapped, letters.Where(static code => Countries.CodeOf(code) != code));
    }

    [Fact]
    public void Each_listed_name_and_each_code_of_three_letters_is_one_country()
    {
        var own = ListFile.Lines("countries.tsv").Select(static line => line.Split('\t')).ToList();
        var names = ListFile.Lines("country-names.tsv").Select(static line => line.Split('\t')).ToList();
        var ownKeys = own.Select(static row => CountryName.KeyOf(row[1])).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(own.Where(static row => Countries.CodeOf(row[1]) != row[0]).Select(static row => string.Join(' ', row)));
        Assert.Empty(names.Where(row => !ownKeys.Contains(CountryName.KeyOf(row[1])) && Countries.CodeOf(row[1]) != row[0]).Select(static row => string.Join(' ', row)));
        Assert.Empty(names.Where(static row => row[1].Length == 3 && row[1].All(char.IsAsciiLetterUpper) && Countries.CodeOf(row[1]) != row[0]).Select(static row => string.Join(' ', row)));
        Assert.True(names.Select(static row => row[0]).Distinct(StringComparer.Ordinal).Count() >= 249);
    }

    [Theory]
    [InlineData("{ country: UK }", "United Kingdom", true)]
    [InlineData("{ country: [Deutschland, Österreich] }", "AT", true)]
    [InlineData("{ country: { isNot: Germany } }", "de", false)]
    [InlineData("{ country: { isNot: Germany } }", "Frankreich", true)]
    [InlineData("{ country: { startsWith: D } }", "Deutschland", true)]
    [InlineData("{ country: Atlantis }", "atlantis", true)]
    public void An_operand_may_be_a_name_as_well(string condition, string told, bool holds)
    {
        var model = Examples.Model($"- {{ rule: p, category: role, when: {condition}, points: 1 }}");

        Assert.Equal(holds, Examples.PointsOf(model, "p", Examples.Told(1, ("country", told))) is not null);
    }

    [Fact]
    public void Each_country_of_a_list_is_known()
    {
        var model = Examples.Model("- { rule: p, category: role, when: { country: { contains: GB } }, points: 1 }");

        Assert.Equal(1000, Examples.PointsOf(model, "p", Examples.Told(1, ("country", new FieldValue(["Deutschland", "UK"])))));
    }
}
