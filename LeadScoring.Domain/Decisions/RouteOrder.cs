using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Decisions;

/// <summary>Which hand-off is better than an open one.</summary>
internal static class RouteOrder
{
    /// <summary>
    /// Whether a route is better than what opened or upgraded the hand-off. Earlier in the model's order is better. A fast track, a persona, or a route that the model no
    /// longer has, is beaten only by a step from inside sales to sales.
    /// </summary>
    /// <param name="model">Whose routes they are.</param>
    /// <param name="cause">What opened or upgraded the hand-off.</param>
    /// <param name="entry">Id of that route, fast track or persona.</param>
    /// <param name="was">Who has the lead.</param>
    /// <param name="route">Id of the other route.</param>
    /// <param name="to">Who would have it.</param>
    public static bool IsBetter(ModelDefinition model, EpochCause cause, string? entry, Destination was, string route, Destination to)
    {
        var current = cause == EpochCause.Route ? IndexOf(model, entry) : -1;
        return current < 0
            ? to == Destination.Sales && was == Destination.InsideSales
            : IndexOf(model, route) < current;
    }

    private static int IndexOf(ModelDefinition model, string? route)
    {
        for (var i = 0; i < model.Routes.Length; i++)
        {
            if (model.Routes[i].Id == route)
                return i;
        }

        return -1;
    }
}
