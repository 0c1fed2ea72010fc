using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>
/// Some vendors sign a token and not the content (Mailgun): anyone who sees one delivery could send another content with its token. Hence a token belongs to the
/// first content seen with it. The row is written before the events: after a crash between the two, the same content with the same token is let through again.
/// </summary>
public sealed class TokenBindings(ITables tables, TimeProvider clock)
{
    /// <summary>Whether the body's content is the one that belongs to its token, or the source does not need that.</summary>
    internal async Task<bool> IsFirst(SourceDescriptor source, Connection connection, JsonElement root, CancellationToken cancellation)
    {
        if (source.Binding is not { } binding)
            return true;
        var scope = new Scope(root, root);
        if (new MappedValue(binding.Token.Find(scope), null).AsText() is not { } token || binding.Content.Find(scope) is not { ValueKind: not JsonValueKind.Undefined } content)
            return false;

        var hash = Hash(content);
        var row = new TableEntity($"token:{connection.Source}:{connection.Id}", EventIds.Of(connection.Name, token))
        {
            ["content"] = hash,
            ["at"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        };
        return await tables.Sources.Insert(row, cancellation)
            || (await tables.Sources.Find(row.PartitionKey, row.RowKey, cancellation))?.GetString("content") == hash;
    }

    private static string Hash(JsonElement content)
    {
        try
        {
            return CanonicalContent.Hash(content);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which cannot be written again: the content is the same only to the letter.
            return Base32Hex.Encode(SHA256.HashData(JsonMarshal.GetRawUtf8Value(content)), EventIds.Length);
        }
    }
}
