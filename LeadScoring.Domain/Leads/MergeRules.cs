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
        state.Merged.ContainsKey(from) ? state : state with { Merged = state.Merged.Add(from, new MergedLead(at)) };

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
    public static LeadState ForgetMerge(LeadState state, string from) =>
        state.Merged.ContainsKey(from) ? state with { Merged = state.Merged.Remove(from) } : state;

    /// <summary>Somebody else uses what the other lead stands for: what it did before stays, what it does later goes elsewhere.</summary>
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
    public static LeadState NoteAlteredLog(LeadState state) => state with { AlteredUpTo = state.Seq };
}
