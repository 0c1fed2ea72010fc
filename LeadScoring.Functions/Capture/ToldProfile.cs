using System.Collections.Immutable;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Capture;

/// <summary>What an event says about the lead's profile, beside its member <c>profile</c>.</summary>
internal static class ToldProfile
{
    /// <summary>What a form asked, and the address an event came with, are knowledge about the lead.</summary>
    public static void Learn(
        string type, LeadIdentity lead, Dictionary<string, FieldValue> properties, Dictionary<string, FieldValue> profile, ImmutableArray<string> cleared)
    {
        const string FormFields = "fields.";
        if (type == "form.submitted")
        {
            foreach (var (name, value) in properties)
            {
                if (name.StartsWith(FormFields, StringComparison.Ordinal) && !cleared.Contains(name[FormFields.Length..], StringComparer.Ordinal))
                    profile.TryAdd(name[FormFields.Length..], value);
            }
        }

        var email = type == EventTypes.EmailChanged && EmailAddress.TryParse(properties.GetValueOrDefault(EventTypes.NewEmail).Text, out var changed) ? changed : lead.Email;
        if (email is { } address && !cleared.Contains("email", StringComparer.Ordinal))
            profile.TryAdd("email", address.Value);
    }

    /// <summary>The names of attributes that an event empties, each once and in order.</summary>
    public static ImmutableArray<string> ReadCleared(JsonFields fields, List<RequestError> errors, JsonElement value, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(EventErrors.WrongType(pointer, "an array of names", JsonFields.Describe(value)));
            return [];
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var at = $"{pointer}/{index++}";
            if (EventParser.Typed(fields, errors, item, at) is not { } name)
                continue;
            if (name.Length is 0 or > EventLimits.NameCharacters)
                errors.Add(EventErrors.BadName(at));
            else if (LeadProfile.IsDerived(name))
                errors.Add(EventErrors.ClearedDerived(at, name));
            else
                names.Add(name);
        }

        if (names.Count > LeadProfile.MaxAttributes)
            errors.Add(EventErrors.TooLong(pointer, "The number of names", LeadProfile.MaxAttributes));
        return [.. names];
    }
}
