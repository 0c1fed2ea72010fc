using System.Collections.Concurrent;

using LeadScoring.Functions.Sources.Connections;

namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>Secrets that a test sets and takes away.</summary>
internal sealed class InMemorySecrets : ConcurrentDictionary<string, string>, ISecrets
{
    public string? Find(string name) => GetValueOrDefault(name);

    private string? GetValueOrDefault(string name) => TryGetValue(name, out var value) ? value : null;
}
