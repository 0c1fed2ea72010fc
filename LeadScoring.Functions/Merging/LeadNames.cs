using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Merging;

/// <summary>The names under which a person may be met outside the lead's own rows.</summary>
internal static class LeadNames
{
    /// <summary>The address and the other names that its events carried, as <see cref="LeadIdentity.Name"/> writes them.</summary>
    public static ImmutableArray<string> Of(LeadRead read)
    {
        var names = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        names.UnionWith(read.State?.Aliases ?? []);
        if (read.State?.Email is { } email)
            names.Add(LeadIdentity.EmailPrefix + email);
        foreach (var row in read.Pending)
        {
            names.Add(row.Captured.Lead.Name);
            names.UnionWith(row.Captured.Lead.OtherNames);
        }

        return [.. names];
    }
}
