using System.Collections.Immutable;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>Reads what is signed from a text such as <c>{header:webhook-id}.{timestamp}.{body}</c>.</summary>
internal static class SignedTemplate
{
    /// <summary>How a fault says what can stand in braces.</summary>
    public const string Form = "Use {body}, {first}, {timestamp}, {method}, {url}, {url:hubspot}, {form}, {header:name}, {body:/path} and text between them.";

    /// <summary>The parts; null when the text is none.</summary>
    public static ImmutableArray<SignedPart>? Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<SignedPart>();
        while (text.Length > 0)
        {
            var open = text.IndexOf('{', StringComparison.Ordinal);
            if (open != 0)
            {
                var literal = open < 0 ? text : text[..open];
                parts.Add(new SignedPart(SignedPartKind.Literal, literal));
                text = text[literal.Length..];
                continue;
            }

            var close = text.IndexOf('}', StringComparison.Ordinal);
            if (close < 0 || Part(text[1..close]) is not { } part)
                return null;
            parts.Add(part);
            text = text[(close + 1)..];
        }

        return parts.ToImmutable();
    }

    private static SignedPart? Part(string name) => name switch
    {
        "body" => new SignedPart(SignedPartKind.Body),
        "first" => new SignedPart(SignedPartKind.FirstElement),
        "timestamp" => new SignedPart(SignedPartKind.Timestamp),
        "method" => new SignedPart(SignedPartKind.Method),
        "url" => new SignedPart(SignedPartKind.Url),
        "url:hubspot" => new SignedPart(SignedPartKind.HubSpotUrl),
        "form" => new SignedPart(SignedPartKind.SortedForm),
        ['h', 'e', 'a', 'd', 'e', 'r', ':', .. var header] when header.Length > 0 => new SignedPart(SignedPartKind.Header, header),
        ['b', 'o', 'd', 'y', ':', .. var path] when ValuePath.Parse(path) is { } place => new SignedPart(SignedPartKind.BodyText, Path: place),
        _ => null,
    };
}
