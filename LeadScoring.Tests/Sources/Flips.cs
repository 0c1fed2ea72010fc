using System.Text;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Sources.Bodies;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Local.Sending;

namespace LeadScoring.Tests.Sources;

/// <summary>A signed delivery with one bit flipped: each bit of what the signature covers, and of the signature, once.</summary>
internal static class Flips
{
    /// <summary>All of them, with the place for people.</summary>
    public static IEnumerable<(string Place, Delivery Delivery)> Of(VerifierDescriptor way, Delivery signed) =>
        OfBody(way, signed)
            .Concat(Places(way).SelectMany(path => OfPlace(path, signed)))
            .Concat(Headers(way).SelectMany(header => OfHeader(header, signed)))
            .Concat(way.SignsUrl ? OfQuery(signed) : []);

    /// <summary>Headers that hold a proof or a part of it.</summary>
    public static IEnumerable<string> Headers(VerifierDescriptor way) =>
        new[] { way.Proof.Header, way.Timestamp?.Header }.Concat(way.Signed.Where(static part => part.Kind == SignedPartKind.Header).Select(static part => part.Text)).OfType<string>().Distinct();

    /// <summary>Places in a body that hold a proof or a part of it.</summary>
    public static IEnumerable<ValuePath> Places(VerifierDescriptor way) =>
        way.Signed.Select(static part => part.Path).Append(way.Proof.Body).Append(way.Timestamp?.Body).OfType<ValuePath>().DistinctBy(static path => string.Join('/', path.Steps));

    private static IEnumerable<(string, Delivery)> OfBody(VerifierDescriptor way, Delivery signed)
    {
        var kinds = way.Signed.Select(static part => part.Kind).ToHashSet();
        if (kinds.Contains(SignedPartKind.Body) || kinds.Contains(SignedPartKind.FirstElement))
            return Bodies(signed, static _ => true);
        if (!kinds.Contains(SignedPartKind.SortedForm))
            return [];
        // Other bytes may write the same form: an escape in capitals or not.
        var form = Read(signed.Body);
        return Bodies(signed, flipped => Read(flipped) != form);
    }

    private static IEnumerable<(string, Delivery)> Bodies(Delivery signed, Func<byte[], bool> differs)
    {
        for (var bit = 0; bit < signed.Body.Length * 8; bit++)
        {
            var flipped = Flipped(signed.Body, bit);
            if (differs(flipped))
                yield return ($"bit {bit} of the body", signed.With(body: flipped));
        }
    }

    private static IEnumerable<(string, Delivery)> OfPlace(ValuePath path, Delivery signed)
    {
        var root = JsonNode.Parse(signed.Body)!;
        var value = root[path.Steps[0]]![path.Steps[1]]!.GetValue<string>();
        for (var bit = 0; bit < value.Length * 8; bit++)
        {
            root[path.Steps[0]]![path.Steps[1]] = Encoding.Latin1.GetString(Flipped(Encoding.Latin1.GetBytes(value), bit));
            yield return ($"bit {bit} of {path.Steps[1]}", signed.With(body: Encoding.UTF8.GetBytes(root.ToJsonString())));
        }
    }

    private static IEnumerable<(string, Delivery)> OfHeader(string header, Delivery signed)
    {
        var value = Encoding.Latin1.GetBytes(signed.Headers[header]);
        for (var bit = 0; bit < value.Length * 8; bit++)
            yield return ($"bit {bit} of {header}", signed.With(header: (header, Encoding.Latin1.GetString(Flipped(value, bit)))));
    }

    // The rest of a signed address comes from the configuration.
    private static IEnumerable<(string, Delivery)> OfQuery(Delivery signed)
    {
        var value = Encoding.Latin1.GetBytes(signed.Query);
        for (var bit = 8; bit < value.Length * 8; bit++)
            yield return ($"bit {bit} of the address", signed.With(query: Encoding.Latin1.GetString(Flipped(value, bit))));
    }

    private static string? Read(byte[] form) =>
        FormBody.Read(form) is { } fields ? string.Concat(fields.OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => field.Key + field.Value)) : null;

    /// <summary>Some bytes with one bit flipped.</summary>
    public static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
