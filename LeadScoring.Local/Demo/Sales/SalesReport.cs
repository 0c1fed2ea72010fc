using System.Text.Json.Serialization;

namespace LeadScoring.Local.Demo.Sales;

/// <summary>A report as <c>POST /api/v1/leads/{lead}/feedback</c> takes it.</summary>
/// <param name="Id">The same whenever the same hand-off is worked on, so that sending it twice counts once.</param>
/// <param name="OccurredAt">UTC, in whole seconds.</param>
internal sealed record SalesReport(
    string Id, string Kind, string Model, int Epoch, DateTime OccurredAt, string By, string? Reason = null, int? Amount = null, string? Currency = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SalesReport))]
internal sealed partial class SalesJson : JsonSerializerContext;
