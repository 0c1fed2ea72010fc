using System.Text.Json.Serialization;

using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Access.SignIn;

/// <summary>Body of <c>POST /api/v1/session</c>: one of the two.</summary>
/// <param name="Token">Of a sign-in link; it is used up.</param>
/// <param name="Key">A key.</param>
public sealed record SignInRequest([property: JsonPropertyName("token")] string? Token, [property: JsonPropertyName("key")] string? Key);

/// <summary>Who the caller is.</summary>
/// <param name="Name">Of the key; of a person who signed in with Entra ID what they are called.</param>
/// <param name="Roles">What the caller may do, with all roles that others include.</param>
/// <param name="ExpiresAt">When that ends; absent where it does not, or where the platform knows it.</param>
/// <param name="By">What proves it: <c>session</c>, <c>key</c>, or <c>principal</c> for Entra ID.</param>
public sealed record SessionAnswer(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("roles")] IReadOnlyList<string> Roles,
    [property: JsonPropertyName("expiresAt"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ExpiresAt,
    [property: JsonPropertyName("by")] string By);

/// <summary>JSON of sessions.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(TimeConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SessionAnswer))]
internal sealed partial class SessionJson : JsonSerializerContext;
