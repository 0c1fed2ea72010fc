using LeadScoring.Domain.Events;
using LeadScoring.Functions.Capture;
using LeadScoring.Tests.Sources;

namespace LeadScoring.Tests.Capture;

/// <summary>A person's id that is an address names the lead of that address, in the API and in every source.</summary>
public sealed class AddressIdTests
{
    [Theory]
    [InlineData("ann@acme.example", "ann@acme.example")]
    [InlineData("Ann@ACME.example ", "ann@acme.example")]
    [InlineData("crm:ann@acme.example", "ann@acme.example")]
    [InlineData("segment:crm:\u200bann@b\u00fccher.example", "ann@xn--bcher-kva.example")]
    [InlineData("crm:512", null)]
    [InlineData("crm:@ann", null)]
    [InlineData("crm:ann@acme", null)]
    public void An_id_that_is_an_address_is_one(string externalId, string? address)
    {
        var lead = Parsed($$"""{ "externalId": {{System.Text.Json.JsonSerializer.Serialize(externalId)}} }""");

        Assert.Equal(address, lead.Email?.Value);
        Assert.Equal(address is null ? "external:" + lead.ExternalId : "email:" + address, lead.Name);
    }

    [Fact]
    public void A_given_address_counts_before_an_id_that_is_one() =>
        Assert.Equal("ann@acme.example", Parsed("""{ "email": "ann@acme.example", "externalId": "crm:old@acme.example" }""").Email?.Value);

    [Fact]
    public async Task A_user_of_Segment_whose_id_is_an_address_is_the_lead_of_that_address()
    {
        var segment = await Connected.To("segment");
        await segment.Post(segment.Sign(segment.Bare.With(body: """{ "type": "track", "messageId": "m1", "userId": "Eva@Northmill.example", "timestamp": "2026-03-01T09:00:00Z", "event": "Invited" }"""u8.ToArray())));

        Assert.Equal("eva@northmill.example", Assert.Single(segment.Hooks.Events).Lead.Email?.Value);
    }

    private static LeadIdentity Parsed(string lead)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{ "type": "page.viewed", "lead": {{lead}} }""");
        return Assert.Single(EventParser.Parse(body, null, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)).Events).Captured.Lead;
    }
}
