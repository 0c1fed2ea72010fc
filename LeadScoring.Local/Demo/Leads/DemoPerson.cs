using System.Text.Json.Serialization;

namespace LeadScoring.Local.Demo.Leads;

/// <summary>How a lead of the demo behaves.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DemoPersona>))]
internal enum DemoPersona
{
    /// <summary>Right title, right company, visits closer and closer together.</summary>
    [JsonStringEnumMemberName("hotBuyer")] HotBuyer,

    /// <summary>Reads for months at an even pace.</summary>
    [JsonStringEnumMemberName("steadyResearcher")] SteadyResearcher,

    /// <summary>One download, one look, gone.</summary>
    [JsonStringEnumMemberName("tyreKicker")] TyreKicker,

    /// <summary>Reads everything within two weeks, in the evenings.</summary>
    [JsonStringEnumMemberName("student")] Student,

    /// <summary>Works for a rival.</summary>
    [JsonStringEnumMemberName("competitor")] Competitor,

    /// <summary>Has bought, and uses the product more or less.</summary>
    [JsonStringEnumMemberName("customer")] Customer,

    /// <summary>Was active two months ago.</summary>
    [JsonStringEnumMemberName("goneQuiet")] GoneQuiet,

    /// <summary>Gave us a card at the fair.</summary>
    [JsonStringEnumMemberName("tradeshowVisitor")] TradeshowVisitor,

    /// <summary>Asks to be contacted after a visit or two.</summary>
    [JsonStringEnumMemberName("contactUs")] ContactUs,

    /// <summary>Opens every mail and does little else.</summary>
    [JsonStringEnumMemberName("emailReader")] EmailReader,

    /// <summary>Wants no more mail.</summary>
    [JsonStringEnumMemberName("unsubscriber")] Unsubscriber,

    /// <summary>Has not said who they are.</summary>
    [JsonStringEnumMemberName("anonymousVisitor")] AnonymousVisitor,
}

/// <summary>A lead of the demo, before anything has happened.</summary>
/// <param name="Number">From 0, in the order of the cast.</param>
/// <param name="Department">Null when no form asked for it.</param>
/// <param name="Phone">Null when not given.</param>
internal sealed record DemoPerson(
    int Number,
    DemoPersona Persona,
    DemoIdentity Identity,
    string FirstName,
    string LastName,
    string JobTitle,
    string? Department,
    string? Phone,
    DemoCompany Company);
