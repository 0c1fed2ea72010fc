using LeadScoring.Domain.Decisions;

namespace LeadScoring.Domain.Leads;

/// <summary>
/// What merging and taking apart do to the states of the two leads (ADR 7). First the lead that goes on notes the other, so that it takes its events; then
/// the other notes where it went, and hands its stages and its log over. Each may be done twice. Pure.
/// </summary>
public static class MergeRules
{
    /// <summary>Leads merged into leads merged into leads ... are followed so far.</summary>
    public const int MostHops = 8;

    /// <summary>The lead that goes on notes another, once.</summary>
    /// <param name="state">Of the lead that goes on.</param>
    /// <param name="from">The lead that is merged into it.</param>
    /// <param name="at">When.</param>
    public static LeadState NoteMerge(LeadState state, string from, DateTimeOffset at) =>
        state.Merged.ContainsKey(from) ? state : state with { Merged = state.Merged.Add(from, new MergedLead(at)), Apart = state.Apart?.Remove(from) };

    /// <summary>
    /// Whether a lead stays although it is to be merged into another, because that one is to be merged into it as well. Exactly one of the two stays, in any order of
    /// the questions and also at the same time: if neither merge has begun, the lead with the larger id is merged.
    /// </summary>
    /// <param name="state">Of the lead that is to be merged; null for one without.</param>
    /// <param name="from">Its id.</param>
    /// <param name="into">The other's id.</param>
    public static bool GivesWay(LeadState? state, string from, string into) =>
        state?.Merged.GetValueOrDefault(into) is { } note && (note.IsTaken || note.HasLeft || string.CompareOrdinal(from, into) < 0);

    /// <summary>The lead that goes on takes nothing of another any more.</summary>
    /// <param name="state">Of the lead that goes on.</param>
    /// <param name="from">The other.</param>
    /// <param name="staysApart">An event that names both does not merge them again.</param>
    public static LeadState ForgetMerge(LeadState state, string from, bool staysApart = true) => state.Merged.ContainsKey(from)
        ? state with { Merged = state.Merged.Remove(from), Grounds = state.Grounds.Remove(from), Apart = staysApart ? (state.Apart ?? []).Add(from) : state.Apart }
        : state;

    /// <summary>Whether a lead stays apart from this one although an event names both.</summary>
    /// <param name="state">Of the lead that the event is of.</param>
    /// <param name="from">The other.</param>
    /// <param name="isNamed">An earlier event named it: where an older app noted nothing, they may have been taken apart since.</param>
    public static bool IsApart(LeadState state, string from, bool isNamed) => state.Apart?.Contains(from) ?? (isNamed && state.AlteredUpTo > 0);

    /// <summary>The ground on which a lead is merged into this one. Proof, where none is noted.</summary>
    public static MergeGround GroundOf(LeadState state, string from) => state.Grounds.GetValueOrDefault(from, MergeGround.Proof);

    /// <summary>Whether a ground is good enough to take a lead from this one. Browsers contradict each other, and the order in time decides. One that this lead does not note is not held here.</summary>
    public static bool IsMovedBy(LeadState state, string from, MergeGround ground) =>
        !state.Merged.ContainsKey(from) || (GroundOf(state, from) is var tied && (tied > ground || tied == MergeGround.Browser));

    /// <summary>Notes the ground on which a lead is merged into this one.</summary>
    public static LeadState NoteGround(LeadState state, string from, MergeGround ground) => GroundOf(state, from) == ground
        ? state
        : state with { Grounds = ground == MergeGround.Proof ? state.Grounds.Remove(from) : state.Grounds.SetItem(from, ground) };

    /// <summary>Somebody else uses the browser that the other lead stands for: part of what it did goes elsewhere.</summary>
    public static LeadState NoteDeparture(LeadState state, string from) => state.Merged.GetValueOrDefault(from) is { HasLeft: false } note
        ? state with { Merged = state.Merged.SetItem(from, note with { HasLeft = true }) }
        : state;

    /// <summary>The lead that goes on takes over the stages of the merged lead where they are further. Only once: later changes of its stages are its own.</summary>
    /// <param name="state">Of the lead that goes on.</param>
    /// <param name="from">The lead that is merged into it.</param>
    /// <param name="merged">That lead's state.</param>
    /// <returns>The state, unchanged when it was done before; null when the lead does not note the other.</returns>
    public static LeadState? TakeStages(LeadState state, string from, LeadState merged)
    {
        if (state.Merged.GetValueOrDefault(from) is not { } note)
            return null;
        if (note.IsTaken)
            return state;
        var lifecycles = state.Lifecycles;
        foreach (var (model, lifecycle) in merged.Lifecycles)
            lifecycles = lifecycles.SetItem(model, Lifecycle.HandedOver(lifecycles.GetValueOrDefault(model, Lifecycle.New), lifecycle));
        return state with { Lifecycles = lifecycles, Merged = state.Merged.SetItem(from, note with { IsTaken = true }) };
    }

    /// <summary>The lead's log is another from now on: what was decided on it before cannot be proven again.</summary>
    public static LeadState NoteAlteredLog(LeadState state) => state with { AlteredUpTo = state.Seq, Apart = state.Apart ?? (state.AlteredUpTo > 0 ? null : []) };
}

/// <summary>On what a lead is merged into another, the strongest first. A weaker one never moves what a stronger one tied; a stronger one does.</summary>
public enum MergeGround
{
    /// <summary>A sender that can be trusted named both, or somebody merged them by hand.</summary>
    Proof,

    /// <summary>An event that a stranger could have sent named both.</summary>
    Claim,

    /// <summary>Both were signed in with one browser, and only one of them has an address.</summary>
    Browser,
}
