using LeadScoring.Domain.Models.Linting;
using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Models;

/// <summary>Answers <c>GET /api/v1/vocabulary</c>.</summary>
public sealed class VocabularyHandler(LogVocabulary vocabulary)
{
    /// <summary>Which types, properties and attributes the log carries.</summary>
    public async Task<IActionResult> Get(IQueryCollection query, CancellationToken cancellation)
    {
        var reader = new QueryReader(query, "leads");
        var most = reader.Whole("leads", 1, LogVocabulary.MostLeads) ?? LogVocabulary.UsualLeads;
        if (reader.Problem is { } problem)
            return problem.ToResult();

        var sample = await vocabulary.Read(most, cancellation);
        return new JsonResult<VocabularyAnswer>(ToAnswer(sample), VocabularyJson.Default.VocabularyAnswer);
    }

    private static VocabularyAnswer ToAnswer(VocabularySample sample) => new(
        sample.Leads,
        sample.IsAll,
        sample.Words.Events,
        [.. sample.Words.Types.OrderBy(static type => type.Key, StringComparer.Ordinal).Select(static type => new VocabularyType(type.Key, type.Value.Events, Fields(type.Value.Properties)))],
        Fields(sample.Words.Attributes));

    private static IReadOnlyList<VocabularyField> Fields(IReadOnlyDictionary<string, FieldWords> fields) =>
        [.. fields.OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => new VocabularyField(field.Key, field.Value.Events, field.Value.Values is { Count: > 0 } values ? [.. values.Order(StringComparer.Ordinal)] : null))];
}
