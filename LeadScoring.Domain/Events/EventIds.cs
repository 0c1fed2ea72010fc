using System.Security.Cryptography;
using System.Text;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Events;

/// <summary>Makes the keys under which events are stored: 32 characters of base32hex, whatever the source's own id looks like.</summary>
public static class EventIds
{
    /// <summary>Characters of an event key (160 bits).</summary>
    public const int Length = 32;

    /// <summary>The key of an event by its identity (source, source's id).</summary>
    public static string Of(string source, string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\0{id}"), hash);
        return Base32Hex.Encode(hash, Length);
    }

    /// <summary>The key of an event.</summary>
    public static string Of(LeadEvent leadEvent) => Of(leadEvent.Source, leadEvent.Id);
}
