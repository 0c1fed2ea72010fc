namespace LeadScoring.Functions.Messaging;

/// <summary>Names of the queues.</summary>
public static class QueueNames
{
    /// <summary>Leads with something to score or to publish.</summary>
    public const string Rescore = "lead-rescore";

    /// <summary>One message per bucket of the due index.</summary>
    public const string Sweep = "lead-sweep";

    /// <summary>One message per bucket of leads, after a model was published.</summary>
    public const string Rebuild = "lead-rebuild";

    /// <summary>Reports and long explanations.</summary>
    public const string Report = "lead-report";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Rescore, Sweep, Rebuild, Report];

    /// <summary>Where the Functions host puts a message that failed too often.</summary>
    public static string Poison(string queue) => queue + "-poison";
}
