using System.Text.Json.Serialization;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Reports;

/// <summary>JSON of reports: messages, stored parts and answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(DayConverter)])]
// Values of fields.
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(ReportBucketMessage))]
[JsonSerializable(typeof(ServiceLevelPart))]
[JsonSerializable(typeof(ServiceLevelAnswer))]
[JsonSerializable(typeof(OverviewPart))]
[JsonSerializable(typeof(OverviewAnswer))]
[JsonSerializable(typeof(ComputingReport))]
internal sealed partial class ReportsJson : JsonSerializerContext;
