using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Models;

/// <summary>Why a draft is not changed.</summary>
internal static class DraftProblems
{
    /// <summary>412: the draft is another one than the caller read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="now">The draft as it is; null for none.</param>
    public static Problem Changed(string model, ModelDraft? now) => new()
    {
        Status = StatusCodes.Status412PreconditionFailed,
        Code = "LS-DRAFT-001",
        Title = "Somebody else changed it meanwhile",
        Detail = now is null ? $"The draft of the model '{model}' that was read is gone: somebody discarded it, or published another version." : $"{now.By ?? "Somebody"} saved another draft of the model '{model}'{When(now.At)}. Nothing was changed.",
        Fix = $"Read it again with GET /api/v1/models/{model}, bring both together, and send the result with the new ETag.",
        DraftBy = now?.By,
        DraftAt = now?.At?.UtcDateTime,
    };

    /// <summary>412: a model of this id exists.</summary>
    public static Problem Exists(string model, ModelDraft? now) => new()
    {
        Status = StatusCodes.Status412PreconditionFailed,
        Code = "LS-DRAFT-003",
        Title = "It exists already",
        Detail = $"The model '{model}' exists already. Nothing was changed.",
        Fix = $"Use another id, or change that model: send its ETag, which GET /api/v1/models/{model} answers, in If-Match.",
        DraftBy = now?.By,
        DraftAt = now?.At?.UtcDateTime,
    };

    public static Problem BadCondition(string detail, string fix) => Problem.BadRequest("LS-DRAFT-002", detail, fix);

    public static Problem NoDraft(string model) => Problem.NotFound(
        "LS-DRAFT-404", $"The model '{model}' has no draft that differs from its active version.", $"There is nothing to discard. GET /api/v1/models/{model} says in 'draft' whether there is one.");

    private static string When(DateTimeOffset? at) => at is { } time ? $" at {TimeText.Of(time)}" : "";
}
