using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Sources.Bodies;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>Puts together what a signature covers, from the raw bytes of the request.</summary>
internal static class SignedContent
{
    // What HubSpot undoes in an address before it signs; it leaves other escapes.
    private static readonly (string Escape, string Character)[] HubSpotEscapes =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"), ("%28", "("), ("%29", ")"), ("%2A", "*"), ("%2C", ","), ("%3B", ";"),
    ];

    /// <summary>The pieces in order; null when one of them is not there.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? Of(VerifierDescriptor verifier, HookRequest request, string? time)
    {
        var pieces = new List<ReadOnlyMemory<byte>>(verifier.Signed.Length);
        for (var index = 0; index < verifier.Signed.Length; index++)
        {
            var part = verifier.Signed[index];
            if (Piece(part, request, time) is not { } piece)
                return null;
            // A header that holds what separates it from the next part could be cut at another place, and two requests would have one signature.
            if (part.Kind == SignedPartKind.Header && verifier.Signed.ElementAtOrDefault(index + 1) is { Kind: SignedPartKind.Literal, Text: { } separator }
                && piece.Span.IndexOf(Encoding.UTF8.GetBytes(separator)) >= 0)
                return null;
            pieces.Add(piece);
        }

        return pieces;
    }

    private static ReadOnlyMemory<byte>? Piece(SignedPart part, HookRequest request, string? time) => part.Kind switch
    {
        SignedPartKind.Literal => Bytes(part.Text),
        SignedPartKind.Body => request.Body,
        SignedPartKind.FirstElement => FirstElement(request.Body),
        SignedPartKind.Timestamp => Bytes(time),
        SignedPartKind.Method => Bytes(request.Method),
        SignedPartKind.Header => Bytes(request.Header(part.Text!)),
        SignedPartKind.BodyText => Bytes(ProofReader.BodyText(request, part.Path!)),
        SignedPartKind.Url => Bytes(request.Url),
        SignedPartKind.HubSpotUrl => Bytes(HubSpot(request.Url)),
        _ => Bytes(SortedForm(request.Body)),
    };

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static string? HubSpot(string? url)
    {
        foreach (var (escape, character) in HubSpotEscapes)
            url = url?.Replace(escape, character, StringComparison.OrdinalIgnoreCase);
        return url;
    }

    private static string? SortedForm(byte[] body)
    {
        if (FormBody.Read(body) is not { } form)
            return null;
        var text = new StringBuilder();
        foreach (var (name, values) in form.OrderBy(static field => field.Key, StringComparer.Ordinal))
            text.Append(name).Append(values.Count == 1 ? values[0] : string.Concat(values.ToArray()));
        return text.ToString();
    }

    // The element's own bytes: writing it again could change white space, digits or escapes.
    private static ReadOnlyMemory<byte>? FirstElement(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return body;
            if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
                return null;
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return body.AsMemory(start, (int)reader.BytesConsumed - start);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
