using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Decisions;

/// <summary>Something decided about a lead under a model; stored once as a fact and published. Closed: the nested cases are all there are.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The type of its message, e.g. <c>lead.qualified</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The lead goes to sales or inside sales: a new epoch.</summary>
    /// <param name="Epoch">1, 2, ...</param>
    /// <param name="Cause">What opened it.</param>
    /// <param name="Route">Id of the route or fast track.</param>
    /// <param name="RespondBy">Until when somebody must have tried.</param>
    /// <param name="Attempts">How often to try; null = not agreed.</param>
    /// <param name="EventKey">For a fast track: the key of the event.</param>
    public sealed record Qualified(int Epoch, EpochCause Cause, string Route, Destination To, DateTimeOffset? RespondBy, int? Attempts, string? EventKey) : Decision
    {
        public override string Type => "lead.qualified";
    }

    /// <summary>A better route while the epoch is open and sales has not accepted yet.</summary>
    public sealed record Upgraded(int Epoch, string From, string Route, Destination To, DateTimeOffset? RespondBy, int? Attempts) : Decision
    {
        public override string Type => "lead.upgraded";
    }

    /// <summary>Taken back before sales accepted: even with the margin no route to sales holds.</summary>
    public sealed record Recycled(int Epoch, string From) : Decision
    {
        public override string Type => "lead.recycled";
    }

    /// <summary>Never to be sent, for a reason.</summary>
    /// <param name="Rule">Id of the disqualification.</param>
    /// <param name="WasWithSales">Sales has it and must hear.</param>
    public sealed record Disqualified(string Rule, string Reason, bool WasWithSales) : Decision
    {
        public override string Type => "lead.disqualified";
    }

    /// <summary>A lead that sales already has asks again.</summary>
    public sealed record Signal(int Epoch, string FastTrack, string EventKey) : Decision
    {
        public override string Type => "lead.signal";
    }
}
