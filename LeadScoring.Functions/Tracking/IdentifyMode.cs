namespace LeadScoring.Functions.Tracking;

/// <summary>Whether a page may say who its visitor is.</summary>
public enum IdentifyMode
{
    /// <summary>Yes; without a signature of the site's server it is a claim, which fills gaps and replaces nothing that is proven.</summary>
    Claim,

    /// <summary>Only with a signature of the site's server.</summary>
    Signed,

    /// <summary>No.</summary>
    Off,
}
