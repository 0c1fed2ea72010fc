using System.Text.Json.Serialization;

using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Decisions;

/// <summary>Something decided about a lead; stored once as a fact and published. Closed: the nested cases are all there are.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The type of its message, e.g. <c>lead.qualified</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Key of the event that caused it; null where none did.</summary>
    public virtual string? EventKey => null;

    /// <summary>The lead's first inquiry, of no model: for an automatic answer.</summary>
    public sealed record Inquired(string Event) : Decision
    {
        public override string Type => "lead.inquired";

        public override string? EventKey => Event;
    }

    /// <summary>An event that the model answers automatically.</summary>
    /// <param name="Response">Id of the entry of <c>respond</c>.</param>
    public sealed record Responded(string Response, string Event) : Decision
    {
        public override string Type => "lead.respond";

        public override string? EventKey => Event;
    }

    /// <summary>The lead goes to sales or inside sales: a new epoch.</summary>
    /// <param name="Epoch">1, 2, ...</param>
    /// <param name="Cause">What opened it.</param>
    /// <param name="Route">Id of the route, fast track or persona.</param>
    /// <param name="RespondBy">Until when somebody must have tried.</param>
    /// <param name="Attempts">How often to try; null = not agreed.</param>
    /// <param name="Event">For a fast track, and for a persona that an event shows: the key of the event.</param>
    public sealed record Qualified(int Epoch, EpochCause Cause, string Route, Destination To, DateTimeOffset? RespondBy, int? Attempts, string? Event) : Decision
    {
        public override string Type => "lead.qualified";

        public override string? EventKey => Event;
    }

    /// <summary>A better route while the epoch is open.</summary>
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
    /// <param name="Rule">Id of the disqualification; null when sales said so.</param>
    /// <param name="WasWithSales">Sales has it and must hear.</param>
    public sealed record Disqualified(string? Rule, string Reason, bool WasWithSales) : Decision
    {
        public override string Type => "lead.disqualified";
    }

    /// <summary>A rule that disqualified the lead holds no longer: it is a lead like others again.</summary>
    /// <param name="Rule">Id of the disqualification that was in force.</param>
    public sealed record Restored(string Rule) : Decision
    {
        public override string Type => "lead.restored";
    }

    /// <summary>A lead that sales already has asks again, or turns out to be of a kind that would go straight to sales.</summary>
    /// <param name="FastTrack">Id of the fast track; null with <paramref name="Persona"/>.</param>
    /// <param name="Event">Key of the event; null for a persona that the profile shows.</param>
    /// <param name="Persona">Id of the persona; null with <paramref name="FastTrack"/>.</param>
    public sealed record Signal(int Epoch, string? FastTrack, string? Event, string? Persona = null) : Decision
    {
        public override string Type => "lead.signal";

        public override string? EventKey => Event;
    }

    /// <summary>Somebody is to touch base until a time.</summary>
    /// <param name="Persona">Id of the persona that asks for it; null with <paramref name="FastTrack"/>.</param>
    /// <param name="By">Who.</param>
    /// <param name="DueBy">Until when.</param>
    /// <param name="Event">Key of the event that asks for it; null for none.</param>
    /// <param name="FastTrack">Id of the fast track that was set off too often on one day; null with <paramref name="Persona"/>.</param>
    public sealed record FollowUpAsked(string? Persona, RuleOwner By, DateTimeOffset DueBy, string? Event, string? FastTrack = null) : Decision
    {
        public override string Type => "lead.followup";

        public override string? EventKey => Event;
    }

    /// <summary>Nobody did in time.</summary>
    public sealed record FollowUpOverdue(string? Persona, RuleOwner By, DateTimeOffset DueBy, string? FastTrack = null) : Decision
    {
        public override string Type => "lead.followup.overdue";
    }

    /// <summary>Nobody tried to reach a lead that was handed off in the time agreed, or called it by the time that was promised.</summary>
    /// <param name="Epoch">Of the hand-off; 0 when sales took the lead up by itself.</param>
    /// <param name="Route">Id of the route, fast track or persona; null when sales took the lead up by itself.</param>
    /// <param name="RespondBy">The time that passed.</param>
    /// <param name="Escalate">Who is to hear of it; null = nobody named.</param>
    /// <param name="IsCallAgain">It is the time of a call that was promised, not that of the first response.</param>
    public sealed record Overdue(
        int Epoch,
        string? Route,
        Destination To,
        DateTimeOffset RespondBy,
        string? Escalate,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsCallAgain = false) : Decision
    {
        public override string Type => "lead.overdue";
    }

    /// <summary>The attempts agreed are used up: marketing has the lead again.</summary>
    public sealed record Abandoned(int Epoch, string Route, int Tried, int Attempts) : Decision
    {
        public override string Type => "lead.abandoned";
    }

    /// <summary>The lead is another's from now on; of no model.</summary>
    /// <param name="Into">Id of the lead that goes on.</param>
    public sealed record Merged(string Into) : Decision
    {
        public override string Type => "lead.merged";
    }

    /// <summary>The person wanted to be forgotten; of no model, and the last that is ever told of the lead.</summary>
    public sealed record Erased : Decision
    {
        public override string Type => "lead.erased";
    }

    /// <summary>Another nurture track.</summary>
    /// <param name="From">The track before; null for the first.</param>
    /// <param name="Track">Id of a nurture route, or <c>nurture</c>, <c>needs-info</c>, <c>inactive</c>.</param>
    public sealed record Routed(string? From, string Track) : Decision
    {
        public override string Type => "lead.routed";
    }
}
