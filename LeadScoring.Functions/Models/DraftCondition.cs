using System.Collections.Immutable;

using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadScoring.Functions.Models;

/// <summary>
/// Under which condition somebody changes a draft: the headers <c>If-Match</c> and <c>If-None-Match</c> of RFC 9110. A tag is the hash of the text, that of the draft or, where there is none, of the active
/// version.
/// </summary>
internal sealed record DraftCondition
{
    private readonly ImmutableArray<string> _hashes;

    private DraftCondition(ImmutableArray<string> hashes) => _hashes = hashes;

    /// <summary>Whatever is there.</summary>
    public static DraftCondition None { get; } = new([]);

    /// <summary>Only where the model does not exist.</summary>
    public bool IsForNew { get; private init; }

    /// <summary>Only over a text, whichever it is.</summary>
    private bool IsForAny { get; init; }

    /// <summary>Whether there is one at all.</summary>
    public bool IsGiven => IsForNew || IsForAny || !_hashes.IsEmpty;

    /// <summary>The tag of a text, as a header has it.</summary>
    public static string TagOf(string text) => $"\"{ModelHash.Of(text)}\"";

    /// <summary>The condition of a request; or the problem to answer with. A header that cannot be read is none to be left out: the text of somebody else would be lost.</summary>
    public static (DraftCondition? Condition, Problem? Problem) Read(IHeaderDictionary headers)
    {
        var (match, noneMatch) = (headers.IfMatch, headers.IfNoneMatch);
        if (match.Count == 0 && noneMatch.Count == 0)
            return (None, null);
        if (match.Count > 0 && noneMatch.Count > 0)
            return (null, DraftProblems.BadCondition("If-Match and If-None-Match exclude each other.", "Send one of them."));
        if (noneMatch.Count > 0)
        {
            return noneMatch is [{ } any] && any.Trim() == "*"
                ? (None with { IsForNew = true }, null)
                : (null, DraftProblems.BadCondition("If-None-Match must be *, which creates a model and never overwrites one.", "Send 'If-None-Match: *', or the ETag of the draft in If-Match."));
        }

        if (!EntityTagHeaderValue.TryParseStrictList([.. match.Select(static value => value ?? "")], out var tags) || tags.Count == 0)
            return (null, DraftProblems.BadCondition("If-Match must be an ETag, in quotes.", "Send the header ETag of GET /api/v1/models/{model} as it is, such as If-Match: \"4c0f...\"."));
        if (tags.Any(static tag => tag.Equals(EntityTagHeaderValue.Any)))
            return (None with { IsForAny = true }, null);
        // A proxy that compresses answers makes tags weak. These name a text to the byte, so that nothing is lost by taking both.
        return (new DraftCondition([.. tags.Select(static tag => tag.Tag.Value!.Trim('"'))]), null);
    }

    /// <summary>Whether it holds.</summary>
    /// <param name="text">The draft, else the active version; null where the model does not exist.</param>
    public bool Allows(string? text) =>
        !IsGiven || (IsForNew ? text is null : text is not null && (IsForAny || _hashes.Contains(ModelHash.Of(text), StringComparer.Ordinal)));
}
