using System.Collections.Immutable;

using Azure.Data.Tables;

using LeadScoring.Domain.Models;
using LeadScoring.Functions.Access;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Models;

/// <summary>Approvals of documents: each is for exactly one text and of one caller.</summary>
public sealed class ApprovalStore(ITables tables, TimeProvider clock)
{
    /// <summary>Notes that a caller approves a text.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="hash">Names the text.</param>
    /// <param name="caller">Who.</param>
    /// <param name="roles">The roles that the caller has, with all that they include.</param>
    /// <param name="cancellation">Ends the writing.</param>
    internal Task Approve(string modelId, string hash, string caller, IEnumerable<Role> roles, CancellationToken cancellation) => tables.Models.Upsert(
        new TableEntity(modelId, ModelRows.Approval(hash, caller)) { ["by"] = caller, ["roles"] = string.Join(',', roles.Select(Roles.NameOf).Order(StringComparer.Ordinal)), ["at"] = clock.GetUtcNow() },
        cancellation);

    /// <summary>For each role that has to approve a text, whose approval stands for it. One caller stands for one role.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="text">The text.</param>
    /// <param name="needed">The roles, each once.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<ImmutableArray<ApprovalItem>> Find(string modelId, string text, ImmutableArray<RuleOwner> needed, CancellationToken cancellation)
    {
        if (needed.IsEmpty)
            return [];
        var given = new List<Approval>();
        var prefix = $"{ModelRows.ApprovalPrefix}{ModelHash.Of(text)}:";
        await foreach (var row in tables.Models.Rows(KeyRange.Rows(modelId, prefix, RowKeys.After(prefix)), cancellation))
            given.Add(new Approval(row.GetString("by") ?? "", [.. (row.GetString("roles") ?? "").Split(',')], row.GetDateTimeOffset("at") ?? default));
        string[] names = [.. needed.Select(static role => Roles.NameOf(RoleOf(role)))];
        var chosen = Choose(names, 0, [.. given.OrderBy(static approval => approval.At)], []);
        return [.. names.Select((name, index) => new ApprovalItem(name, chosen[index]?.By, chosen[index]?.At))];
    }

    /// <summary>The role of those who answer for something.</summary>
    public static Role RoleOf(RuleOwner owner) => owner == RuleOwner.Sales ? Role.Sales : Role.Marketing;

    // As many roles as possible; there are two at most.
    private static Approval?[] Choose(string[] roles, int at, Approval[] given, Approval?[] chosen)
    {
        if (at == roles.Length)
            return chosen;
        return given.Where(approval => approval.Roles.Contains(roles[at], StringComparer.Ordinal) && !chosen.Contains(approval))
            .Append(null)
            .Select(approval => Choose(roles, at + 1, given, [.. chosen, approval]))
            .MaxBy(static choice => choice.Count(static approval => approval is not null))!;
    }

    private sealed record Approval(string By, ImmutableArray<string> Roles, DateTimeOffset At);
}
