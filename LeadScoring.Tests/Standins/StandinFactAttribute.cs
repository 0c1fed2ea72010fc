using System.Reflection;

namespace LeadScoring.Tests.Standins;

/// <summary>A fact about the stand-ins themselves; with the feed's packages there is nothing to test.</summary>
internal sealed class StandinFactAttribute : FactAttribute
{
    public StandinFactAttribute()
    {
        if (!IsStandin(typeof(Azure.Data.Tables.TableClient).Assembly))
            Skip = "Built with the packages of the feed.";
    }

    public static bool IsStandin(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(data => data is { Key: "Standin", Value: "true" });
}
