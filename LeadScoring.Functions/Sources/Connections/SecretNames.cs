using System.Collections.Immutable;
using System.Text.RegularExpressions;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Connections;

/// <summary>Reads the names of a connection's secrets.</summary>
internal static partial class SecretNames
{
    private const int Most = 10;
    private const int MostActive = 2;

    public static ImmutableArray<SecretName> Read(StrictObject from, SourceDescriptor source)
    {
        var all = ImmutableArray.CreateBuilder<SecretName>();
        foreach (var (item, pointer) in from.List("secrets"))
            all.Add(One(StrictObject.Of(item, pointer, from.Faults)));
        if (all.Count > Most)
            from.Refuse("secrets", $"There are more than {Most} secrets.", "Leave out those that are no longer in use.");
        // One of the ways of proving is enough; what belongs to a way is needed with it.
        if (!source.Verifiers.Any(way => Uses(way).All(use => all.Any(secret => secret.Use == use))))
        {
            from.Refuse(
                "secrets",
                $"{source.Title} needs a secret of this use: {string.Join(", or ", source.Verifiers.Select(way => string.Join(" and ", Uses(way).Select(Word))).Distinct())}.",
                string.Join(" ", source.Verifiers.SelectMany(Uses).Distinct().Select(Fix)));
        }

        foreach (var use in Enum.GetValues<SecretUse>())
        {
            if (MostAtOnce(all.Where(secret => secret.Use == use)) > MostActive)
                from.Refuse("secrets", $"More than {MostActive} secrets with \"use\": \"{Word(use)}\" are in use at the same time.", "Give the old ones a \"notAfter\".");
        }

        return all.ToImmutable();
    }

    /// <summary>How a document writes it.</summary>
    public static string Word(SecretUse use) => use == SecretUse.Url ? "url" : "sign";

    /// <summary>Whether it may be the name of a secret: up to 64 letters, digits and underscores.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    private static SecretName One(StrictObject from)
    {
        var name = from.Required("name");
        if (name.Length > 0 && !IsName(name))
            from.Refuse("name", "Must be the name of a secret.", "Write up to 64 letters, digits and underscores. Save the secret itself in the setting LeadScoring__Secrets__{name}.");
        var secret = new SecretName(name, from.OneOf("use", "sign", "url") == "url" ? SecretUse.Url : SecretUse.Sign, from.Time("notBefore"), from.Time("notAfter"));
        if (secret.NotAfter <= secret.NotBefore)
            from.Refuse("notAfter", "The secret ends before it begins.", "Give a later time.");
        from.Close();
        return secret;
    }

    // Whether a new secret begins to count is known only at its beginning: the most count at one of these times.
    private static int MostAtOnce(IEnumerable<SecretName> secrets)
    {
        var all = secrets.ToList();
        return all.Select(secret => secret.NotBefore ?? DateTimeOffset.MinValue).Select(at => all.Count(secret => secret.IsActive(at))).DefaultIfEmpty().Max();
    }

    private static SecretUse[] Uses(VerifierDescriptor way) => way.Also is { } also ? [way.Use, also.Use] : [way.Use];

    private static string Fix(SecretUse use) => use == SecretUse.Url
        ? "Add { \"name\": \"...\", \"use\": \"url\" }; it is sent in the address as ?key=."
        : "Add { \"name\": \"...\" }, and set LeadScoring__Secrets__{name}.";

    [GeneratedRegex("\\A[A-Za-z0-9_]{1,64}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
