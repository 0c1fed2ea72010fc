using System.Collections.Immutable;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Messages;

/// <summary>What a message says, cut as far as its size wants it.</summary>
internal sealed record MessageContent
{
    public required string MessageId { get; init; }

    public required string LeadId { get; init; }

    /// <summary>Of the fact: grows with every message of the lead.</summary>
    public required int Number { get; init; }

    public required Fact Fact { get; init; }

    public required ScoreSnapshot? Snapshot { get; init; }

    /// <summary>The lead's way through the model of the fact, as the decision left it.</summary>
    public required Lifecycle Lifecycle { get; init; }

    public required LeadState State { get; init; }

    public required LeadEvent? Cause { get; init; }

    /// <summary>The lead is a customer in the eyes of the model.</summary>
    public required bool IsCustomer { get; init; }

    /// <summary>The model makes a lead an opportunity when it is handed off.</summary>
    public required bool IsOpportunityAtTarget { get; init; }

    /// <summary>The score that the proven events alone would give; null where nothing is claimed, or the decision is no hand-off.</summary>
    public int? ProvenScore { get; init; }

    /// <summary>The W3C trace context in which it was decided; null for none.</summary>
    public required string? Trace { get; init; }

    /// <summary>The page of the lead; null where there is none.</summary>
    public required string? Link { get; init; }

    /// <summary>Attributes that are still in it.</summary>
    public required ImmutableArray<KeyValuePair<string, FieldValue>> Profile { get; init; }

    /// <summary>Names of attributes that were cut.</summary>
    public ImmutableArray<string> CutProfile { get; init; } = [];

    /// <summary>Properties of <see cref="Cause"/> that are still in it.</summary>
    public required ImmutableArray<KeyValuePair<string, FieldValue>> Properties { get; init; }

    /// <summary>Names of properties that were cut.</summary>
    public ImmutableArray<string> CutProperties { get; init; } = [];

    /// <summary>Without the longest value; null when there is none left.</summary>
    public MessageContent? CutLongest()
    {
        var attribute = Profile.Length == 0 ? -1 : Profile.Max(static entry => LengthOf(entry));
        var property = Properties.Length == 0 ? -1 : Properties.Max(static entry => LengthOf(entry));
        if (attribute < 0 && property < 0)
            return null;
        if (attribute >= property)
        {
            var longest = Profile.First(entry => LengthOf(entry) == attribute);
            return this with { Profile = Profile.Remove(longest), CutProfile = CutProfile.Add(longest.Key) };
        }

        var cut = Properties.First(entry => LengthOf(entry) == property);
        return this with { Properties = Properties.Remove(cut), CutProperties = CutProperties.Add(cut.Key) };
    }

    /// <summary>A list as messages have it: absent when there is nothing in it.</summary>
    public static ImmutableArray<string>? UnlessEmpty(ImmutableArray<string> texts) => texts.IsEmpty ? null : texts;

    private static int LengthOf(KeyValuePair<string, FieldValue> entry) => entry.Value.ToString().Length;
}
