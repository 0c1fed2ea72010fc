using System.Text.Json.Serialization.Metadata;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Storage;

/// <summary>
/// The members of what is stored. Whoever changes one asks first whether an older process may write the row back without it (ADR 9, CONTRIBUTING.md), raises the
/// schema where it may not, and then writes the new list.
/// </summary>
public sealed class StoredFormTests
{
    private static readonly string List = Path.Combine(AppContext.BaseDirectory, "Data", "stored-members.txt");

    [Fact]
    public void Stored_forms_have_exactly_the_listed_members()
    {
        var members = new SortedSet<string>(StringComparer.Ordinal) { $"schema {LeadState.CurrentSchema}" };
        foreach (var root in new[] { typeof(LeadState), typeof(StoredEventForm), typeof(ScoreSnapshot), typeof(OutboxWork), typeof(TopicMessage), typeof(VisitRequest), typeof(SweepMessage), typeof(RebuildMessage) })
            Add(root, members, []);

        Assert.True(File.ReadAllLines(List).SequenceEqual(members, StringComparer.Ordinal), "The members of what is stored are now:\n" + string.Join('\n', members));
    }

    private static void Add(Type type, SortedSet<string> members, HashSet<Type> seen)
    {
        if (Element(type) is { } element)
        {
            foreach (var part in element)
                Add(part, members, seen);
            return;
        }

        var info = type == typeof(OutboxWork) ? StoredUnions.Work : StorageJson.Default.GetTypeInfo(type) ?? MessagingJson.Default.GetTypeInfo(type) ?? StoredEventsJson.Default.GetTypeInfo(type);
        if (info is not { Kind: JsonTypeInfoKind.Object } || !seen.Add(type))
            return;
        foreach (var property in info.Properties.Where(static property => property is { IsExtensionData: false, Get: not null }))
        {
            members.Add($"{type.Name}.{property.Name}");
            Add(property.PropertyType, members, seen);
        }

        foreach (var derived in info.PolymorphismOptions?.DerivedTypes ?? [])
        {
            members.Add($"{type.Name} kind {derived.TypeDiscriminator}");
            Add(derived.DerivedType, members, seen);
        }
    }

    private static Type[]? Element(Type type) => type.IsGenericType && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true ? type.GetGenericArguments() : null;
}
