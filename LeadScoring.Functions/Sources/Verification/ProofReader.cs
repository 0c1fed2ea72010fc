using LeadScoring.Functions.Sources.Bodies;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>Finds signatures, secrets and times in a request.</summary>
internal static class ProofReader
{
    // More than a vendor sends while it changes its secret; each costs a computation.
    private const int Most = 5;

    /// <summary>The proofs that count, without their prefix; none when the place is empty.</summary>
    public static IReadOnlyList<string> Read(ProofPlace place, HookRequest request)
    {
        if (Raw(place, request) is not { } text)
            return [];
        var parts = place.Separator is { } separator ? text.Split(separator, StringSplitOptions.TrimEntries) : [text];
        return [.. parts.Select(part => Value(place, part)).OfType<string>().Take(Most)];
    }

    /// <summary>The signed time as it was sent; null when there is none.</summary>
    public static string? Time(VerifierDescriptor verifier, HookRequest request)
    {
        if (verifier.Timestamp is not { } place)
            return null;
        if (place.Header is { } header)
            return request.Header(header);
        if (place.Body is { } path)
            return BodyText(request, path);
        var named = verifier.Proof with { Field = place.Field, Prefix = null };
        return Read(named, request) is [{ } only] ? only : null;
    }

    /// <summary>A text inside a JSON body; null when there is none.</summary>
    public static string? BodyText(HookRequest request, ValuePath path)
    {
        using var document = BodyTree.Parse(request.Body);
        if (document is null)
            return null;
        try
        {
            return new MappedValue(path.Find(new Scope(document.RootElement, document.RootElement)), null).AsText();
        }
        catch (InvalidOperationException)
        {
            // A text of half a surrogate pair.
            return null;
        }
    }

    private static string? Raw(ProofPlace place, HookRequest request) => place switch
    {
        { Header: { } header } => request.Header(header),
        { Query: { } query } => request.Parameter(query),
        { Body: { } path } => BodyText(request, path),
        _ => null,
    };

    private static string? Value(ProofPlace place, string part)
    {
        if (place.Assign is { } assign)
        {
            var at = part.IndexOf(assign, StringComparison.Ordinal);
            if (at < 0 || part[..at] != place.Field)
                return null;
            part = part[(at + assign.Length)..];
        }

        if (place.Prefix is { } prefix)
        {
            // The names of authorization schemes are written in any case.
            if (!part.StartsWith(prefix, place.Header == "Authorization" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
                return null;
            part = part[prefix.Length..];
        }

        return part.Length == 0 ? null : part;
    }
}
