using System.Collections.Immutable;
using System.Security.Cryptography;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>The keys of the section <c>LeadScoring:Access:Keys</c>, read again when a source of settings changes. A setting that cannot be used is a fault, and the others count.</summary>
public sealed class AccessKeys : IDisposable
{
    /// <summary>Name of the section.</summary>
    internal const string Section = AccessSettings.Section + ":Keys";

    // No key is that long, and hashing should cost a stranger more than it costs us.
    private const int LongestKey = 512;

    private readonly IDisposable _changes;
    private volatile Configured _read;

    public AccessKeys(IConfiguration configuration)
    {
        _read = Read(configuration);
        _changes = ChangeToken.OnChange(configuration.GetReloadToken, () => _read = Read(configuration));
    }

    /// <summary>All that can be used, dated ones too.</summary>
    internal ImmutableArray<AccessKey> All => _read.Keys;

    /// <summary>Settings that cannot be used.</summary>
    internal ImmutableArray<AccessFault> Faults => _read.Faults;

    public void Dispose() => _changes.Dispose();

    /// <summary>The key that was sent, whatever its dates; null when it is none. Takes the same work for a wrong one.</summary>
    internal AccessKey? Find(string sent)
    {
        var hash = AccessKeyText.HashOf(sent.Length <= LongestKey ? sent : "");
        AccessKey? found = null;
        foreach (var key in All)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, key.Hash.AsSpan()))
                found = key;
        }

        return found;
    }

    private static Configured Read(IConfiguration configuration)
    {
        var keys = ImmutableArray.CreateBuilder<AccessKey>();
        var faults = ImmutableArray.CreateBuilder<AccessFault>();
        foreach (var name in configuration.GetSection(Section).GetChildren())
        {
            if (!string.IsNullOrWhiteSpace(name.Value))
                faults.Add(new AccessFault(name.Path, "the slot is missing: the setting is called {name}__{slot}, such as crm__current"));
            foreach (var slot in name.GetChildren().Where(static slot => !string.IsNullOrWhiteSpace(slot.Value)))
            {
                if (AccessKeyText.Read(name.Key, slot.Key, slot.Value!, out var fault) is { } key)
                    keys.Add(key);
                else
                    faults.Add(new AccessFault(slot.Path, fault!));
            }
        }

        return new Configured(keys.ToImmutable(), faults.ToImmutable());
    }

    private sealed record Configured(ImmutableArray<AccessKey> Keys, ImmutableArray<AccessFault> Faults);
}

/// <summary>A setting of access that cannot be used.</summary>
/// <param name="Setting">Its name.</param>
/// <param name="Problem">What is wrong, as the end of a sentence; never the value.</param>
internal sealed record AccessFault(string Setting, string Problem);
