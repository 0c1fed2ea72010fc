using System.Diagnostics;

using LeadScoring.Domain.Hygiene;

namespace LeadScoring.Functions.Suspicions;

/// <summary>Reasons for a doubt as the API names them.</summary>
internal static class SuspicionNames
{
    public static string Of(Suspicion reason) => reason switch
    {
        Suspicion.Machine => "machine",
        Suspicion.Agent => "agent",
        Suspicion.ManyLinks => "many-links",
        Suspicion.AtDelivery => "at-delivery",
        Suspicion.EveryLink => "every-link",
        Suspicion.BesideClicks => "beside-clicks",
        Suspicion.Person => "person",
        _ => throw new UnreachableException(reason.ToString()),
    };
}
