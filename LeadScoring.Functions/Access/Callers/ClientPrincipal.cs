using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>Reads the principal that App Service authentication puts into a header: base64 of JSON with the claims of the token.</summary>
internal static class ClientPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string EntraId = "aad";
    private const string LongRoleType = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

    private static readonly string[] IdTypes = ["http://schemas.microsoft.com/identity/claims/objectidentifier", "oid"];

    // What a person is called, before the claim that the platform takes for a name, which is an address.
    private const string NameType = "name";

    /// <summary>Who signed in, with those of the app roles that are ours; null when the header is not a principal of Entra ID with an object id.</summary>
    public static Caller? Read(string header)
    {
        try
        {
            if (JsonSerializer.Deserialize(Convert.FromBase64String(header), PrincipalJson.Default.PrincipalHeader) is not { Provider: EntraId, Claims: { } claims } principal)
                return null;
            if (!Guid.TryParse(claims.FirstOrDefault(static claim => IdTypes.Contains(claim.Type, StringComparer.Ordinal))?.Value, out var id))
                return null;
            var roles = claims.Where(claim => claim.Type is "roles" or LongRoleType || claim.Type == principal.RoleType).Select(static claim => Roles.Find(claim.Value ?? "")).OfType<Role>();
            var name = ValueOf(claims, NameType) ?? (principal.NameType is { } type ? ValueOf(claims, type) : null) ?? $"{id:D}";
            // The audit log knows people by their ids only.
            return new Caller($"person:{id:D}", name, Roles.Expand(roles), Credential.Principal);
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            // The platform writes no such header: the request is one without a principal.
            return null;
        }
    }

    private static string? ValueOf(IReadOnlyList<PrincipalClaim> claims, string type) => claims.FirstOrDefault(claim => claim.Type == type && !string.IsNullOrWhiteSpace(claim.Value))?.Value;
}

/// <summary>The header's JSON.</summary>
internal sealed record PrincipalHeader(
    [property: JsonPropertyName("auth_typ")] string? Provider,
    [property: JsonPropertyName("name_typ")] string? NameType,
    [property: JsonPropertyName("role_typ")] string? RoleType,
    [property: JsonPropertyName("claims")] IReadOnlyList<PrincipalClaim>? Claims);

/// <summary>One claim.</summary>
internal sealed record PrincipalClaim([property: JsonPropertyName("typ")] string? Type, [property: JsonPropertyName("val")] string? Value);

[JsonSerializable(typeof(PrincipalHeader))]
internal sealed partial class PrincipalJson : JsonSerializerContext;
