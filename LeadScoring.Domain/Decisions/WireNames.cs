using System.Diagnostics;

using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Decisions;

/// <summary>How the words of decisions are written in messages, answers and exports. They are published and never change.</summary>
public static class WireNames
{
    /// <summary>Stands for the destination of a lead that is not to be sent.</summary>
    public const string Nobody = "nobody";

    /// <summary>The owner of a lead that no team has.</summary>
    public const string Marketing = "marketing";

    /// <summary>How a destination is written in messages and answers.</summary>
    public static string For(Destination to) => to switch
    {
        Destination.Sales => "sales",
        Destination.InsideSales => "inside-sales",
        Destination.Nurture => "nurture",
        _ => throw new UnreachableException(to.ToString()),
    };

    /// <summary>How a stage is written in messages and answers.</summary>
    public static string For(Stage stage) => stage switch
    {
        Stage.Nurture => "nurture",
        Stage.Qualified => "qualified",
        Stage.Accepted => "accepted",
        Stage.SalesQualified => "sales-qualified",
        Stage.Opportunity => "opportunity",
        Stage.Customer => "customer",
        Stage.Lost => "lost",
        Stage.Disqualified => "disqualified",
        _ => throw new UnreachableException(stage.ToString()),
    };

    /// <summary>How the cause of an epoch is written in messages and answers.</summary>
    public static string For(EpochCause cause) => cause switch
    {
        EpochCause.Route => "route",
        EpochCause.FastTrack => "fast-track",
        EpochCause.Persona => "persona",
        _ => throw new UnreachableException(cause.ToString()),
    };

    /// <summary>How the owner of a follow-up is written in messages and answers.</summary>
    public static string For(RuleOwner owner) => owner switch
    {
        RuleOwner.Marketing => "marketing",
        RuleOwner.Sales => "sales",
        _ => throw new UnreachableException(owner.ToString()),
    };

    /// <summary>The stage in the plain words that everybody uses: <c>Lead</c>, <c>Opportunity</c>, <c>Customer</c>.</summary>
    /// <param name="lifecycle">The lead's way through the model.</param>
    /// <param name="isCustomer">Whether the lead was won.</param>
    /// <param name="isOpportunityAtTarget">Whether the model makes a lead an opportunity when it is handed off, before sales says so.</param>
    public static string StatusFor(Lifecycle lifecycle, bool isCustomer, bool isOpportunityAtTarget) =>
        isCustomer || lifecycle.Stage == Stage.Customer ? "Customer"
        : lifecycle.Stage == Stage.Opportunity || (isOpportunityAtTarget && lifecycle.IsWithSales) ? "Opportunity"
        : "Lead";

    /// <summary>
    /// Where a lead went by the newest decision: its owner while sales has it, <c>nurture</c> while marketing has, <c>nobody</c> when it is disqualified. The score's own
    /// route may say something else.
    /// </summary>
    public static string ToFor(Lifecycle lifecycle) =>
        lifecycle.IsWithSales ? OwnerFor(lifecycle) : lifecycle.Stage == Stage.Disqualified ? Nobody : For(Destination.Nurture);

    /// <summary>The route, fast track or persona of the hand-off while sales has the lead; else the route of its score.</summary>
    public static string RouteFor(Lifecycle lifecycle, string scoreRoute) => lifecycle.IsWithSales ? lifecycle.Route ?? scoreRoute : scoreRoute;

    /// <summary>Who has the lead: <c>marketing</c> until the hand-off, then <c>sales</c> or <c>inside-sales</c>.</summary>
    public static string OwnerFor(Lifecycle lifecycle) =>
        !lifecycle.IsWithSales ? Marketing : lifecycle.To == Destination.InsideSales ? "inside-sales" : "sales";
}
