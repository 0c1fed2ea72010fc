namespace LeadScoring.Functions.Sources.Connections;

/// <summary>The secrets of the configuration. A port to the outside: settings and Key Vault references in the app.</summary>
public interface ISecrets
{
    /// <summary>The secret of that name; null when the configuration has none, or temporarily cannot get it.</summary>
    string? Find(string name);
}
