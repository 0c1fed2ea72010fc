using System.Collections.Immutable;

using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Which event types, properties, attributes and values there are: those that the product knows, and those that a log has carried.</summary>
public sealed class Vocabulary
{
    /// <summary>
    /// Values are compared with a log only where at least this many events have the field: a value that one in twenty has would be missing in 0.95^60 = 5 % of such logs, and in more of smaller ones.
    /// </summary>
    public const int FewestEvents = 60;

    private readonly LogWords? _log;

    private Vocabulary(LogWords? log) => _log = log;

    /// <summary>What the product knows, and no log.</summary>
    public static Vocabulary BuiltIn { get; } = new(null);

    /// <summary>What the product knows, and what a log has carried.</summary>
    public static Vocabulary WithLog(LogWords log) => new(log);

    /// <summary>What was read; null without a log.</summary>
    public LogWords? Log => _log;

    /// <summary>Whether a log was read: then what it never carried is doubtful.</summary>
    public bool HasLog => _log is { Events: > 0 };

    /// <summary>What is known of event types.</summary>
    internal IEnumerable<string> Types => KnownFields.Types.Concat(_log?.Types.Keys ?? []);

    /// <summary>All attributes that are known.</summary>
    internal IEnumerable<string> Attributes => KnownFields.Attributes.Concat(_log?.Attributes.Keys ?? []);

    /// <summary>Whether a log carried events of the type, or of one that the pattern matches.</summary>
    internal bool Carries(string entry) => _log is not null && _log.Types.Keys.Any(type => EventTypes.Matches(entry, type));

    /// <summary>Whether the product knows the type, or one that the pattern matches.</summary>
    internal static bool Knows(string entry) => KnownFields.Types.Any(type => EventTypes.Matches(entry, type));

    /// <summary>The properties that events of these types usually have or have carried; null when nothing is known of one of the types.</summary>
    internal ImmutableHashSet<string>? PropertiesOf(IEnumerable<string> on)
    {
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var entry in on)
        {
            var types = Types.Where(type => EventTypes.Matches(entry, type)).Distinct(StringComparer.Ordinal).ToArray();
            if (types.Length == 0)
                return null;
            foreach (var type in types)
            {
                var known = KnownFields.PropertiesOf(type);
                var carried = _log?.Types.GetValueOrDefault(type);
                if (known is null && carried is null)
                    return null;
                names.UnionWith(known ?? []);
                names.UnionWith(carried?.Properties.Keys ?? []);
            }
        }

        // The path is taken from an address.
        if (names.Contains("url"))
            names.Add("path");
        return names.ToImmutable();
    }

    /// <summary>The values that a property of these types has carried; null when there are many, when too few events had it, or without a log.</summary>
    internal CarriedValues? ValuesOf(IEnumerable<string> on, string property) => _log is null
        ? null
        : ValuesOf([.. _log.Types.Where(carried => on.Any(entry => EventTypes.Matches(entry, carried.Key))).Select(carried => carried.Value.Properties.GetValueOrDefault(property)).OfType<FieldWords>()]);

    /// <summary>The values that an attribute has carried; null when there are many, when too few events had it, or without a log.</summary>
    internal CarriedValues? ValuesOf(string attribute) => _log?.Attributes.GetValueOrDefault(attribute) is { } words ? ValuesOf([words]) : null;

    private static CarriedValues? ValuesOf(IReadOnlyCollection<FieldWords> seen)
    {
        var events = seen.Sum(static words => words.Events);
        if (events < FewestEvents || seen.Any(static words => words.Values is null))
            return null;
        var values = seen.SelectMany(static words => words.Values!).ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase);
        return values.IsEmpty ? null : new CarriedValues(values, events);
    }
}

/// <summary>The values that a field has carried.</summary>
/// <param name="Values">In their order.</param>
/// <param name="Events">How many events had it.</param>
internal sealed record CarriedValues(ImmutableSortedSet<string> Values, long Events);
