using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LeadScoring.Domain.Leads;

/// <summary>Somebody begins to use a browser.</summary>
/// <param name="At">When they signed in, or left their address.</param>
/// <param name="Lead">Their lead.</param>
public readonly record struct SignIn(
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("lead")] string Lead);

/// <summary>
/// Whose the events of a browser are: of the one who signed in last when it happened, and of the first one what happened before (ADR 7). Only when things happened
/// counts, so the order of arrival leaves no trace. Pure.
/// </summary>
public static class BrowserOwners
{
    /// <summary>Sign-ins kept of a browser at most; the oldest go first.</summary>
    public const int Most = 200;

    /// <summary>The sign-ins of a lead that is a browser's: as noted, or one without a time where only <see cref="LeadState.MergedInto"/> says where it went.</summary>
    /// <param name="state">Its state; null for a lead without one.</param>
    public static ImmutableArray<SignIn> Of(LeadState? state)
    {
        if (state?.MergedInto is not { } into)
            return [];
        // An older app, and a merge by hand, change only where it goes: then the sign-ins are of before.
        return !state.SignIns.IsEmpty && state.SignIns[^1].Lead == into ? state.SignIns : [new(DateTimeOffset.MinValue, into)];
    }

    /// <summary>The lead to which an event of this lead goes on; null when it was not merged.</summary>
    /// <param name="state">The state of the lead that has the event as its own.</param>
    /// <param name="at">When the event happened.</param>
    public static string? OwnerAt(LeadState state, DateTimeOffset at) => state.MergedInto is null ? null : OwnerAt(Of(state), at);

    /// <summary>The owner at a time; null when there are no sign-ins.</summary>
    public static string? OwnerAt(ImmutableArray<SignIn> signIns, DateTimeOffset at)
    {
        if (signIns.IsEmpty)
            return null;
        var owner = signIns[0].Lead;
        foreach (var signIn in signIns)
        {
            if (signIn.At > at)
                break;
            owner = signIn.Lead;
        }

        return owner;
    }

    /// <summary>
    /// Sign-ins in the order of time. Of those of one lead in a row the first and the last stay: between them it is theirs in any case. Of two at the same time the one with
    /// the larger id counts.
    /// </summary>
    public static ImmutableArray<SignIn> Sort(IEnumerable<SignIn> signIns)
    {
        var sorted = signIns.Distinct().OrderBy(static one => one.At).ThenBy(static one => one.Lead, StringComparer.Ordinal).ToList();
        var kept = sorted.Where((one, i) => i == 0 || i == sorted.Count - 1 || sorted[i - 1].Lead != one.Lead || sorted[i + 1].Lead != one.Lead).ToList();
        return [.. kept.Skip(kept.Count - Most)];
    }

    /// <summary>The leads that lose or gain events when the sign-ins change.</summary>
    /// <param name="before">The sign-ins so far.</param>
    /// <param name="after">The sign-ins from now on.</param>
    /// <param name="newest">When the newest event of the browser happened: there are none after it.</param>
    public static (ImmutableSortedSet<string> Losing, ImmutableSortedSet<string> Gaining) Changes(ImmutableArray<SignIn> before, ImmutableArray<SignIn> after, DateTimeOffset newest)
    {
        var losing = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var gaining = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        // Between two of these times the owner does not change.
        foreach (var time in before.Concat(after).Select(static one => one.At).Append(DateTimeOffset.MinValue).Where(time => time <= newest).Distinct())
        {
            var (from, to) = (OwnerAt(before, time), OwnerAt(after, time));
            if (from == to)
                continue;
            if (from is not null)
                losing.Add(from);
            if (to is not null)
                gaining.Add(to);
        }

        return (losing.ToImmutable(), gaining.ToImmutable());
    }

    /// <summary>The browser's state with other sign-ins; where it goes is the newest one's lead.</summary>
    public static LeadState With(LeadState state, ImmutableArray<SignIn> signIns) =>
        state with { SignIns = signIns, MergedInto = signIns[^1].Lead, Merged = state.Merged.RemoveRange(signIns.Select(static one => one.Lead)) };

    /// <summary>
    /// The lead of an address that somebody shares who is known in this browser by an id alone: who had signed in when they did, else who did so next. Null when nobody with
    /// an address uses it.
    /// </summary>
    /// <param name="signIns">The browser's.</param>
    /// <param name="leads">The leads that the id goes on to.</param>
    /// <param name="hasAddress">Whether a lead has an address.</param>
    public static string? AddressFor(ImmutableArray<SignIn> signIns, IReadOnlySet<string> leads, Func<string, bool> hasAddress)
    {
        var first = signIns.FirstOrDefault(one => leads.Contains(one.Lead));
        if (first.Lead is null)
            return null;
        var others = signIns.Where(one => hasAddress(one.Lead)).ToList();
        return others.LastOrDefault(one => one.At <= first.At).Lead ?? others.FirstOrDefault().Lead;
    }
}
