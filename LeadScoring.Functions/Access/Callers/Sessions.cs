using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>
/// Sessions of people who signed in with a key, or with a link that stands for one. Nothing is stored: the value names the key and the end, and a code made with the installation's
/// key and the hash of that key proves it, on every instance. A key that is removed, replaced or expired ends its sessions; docs/adr/0015-sessions-are-sealed.md says why.
/// </summary>
public sealed class Sessions
{
    /// <summary>How long a session lasts at most, from the sign-in on: a working day.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromHours(12);

    // The first part of a value. Another form gets another number.
    private const string Form = "1";

    private const int ProofBytes = 32;

    // Two names of 64 letters, a time and a proof are shorter.
    private const int LongestValue = 256;

    private static readonly ImmutableArray<byte> NoKey = [.. new byte[SHA256.HashSizeInBytes]];

    private readonly AccessKeys _keys;
    private readonly ReadOnlyMemory<byte> _installation;
    private readonly TimeProvider _clock;

    internal Sessions(AccessKeys keys, ReadOnlyMemory<byte> installationKey, TimeProvider clock) => (_keys, _installation, _clock) = (keys, installationKey, clock);

    /// <summary>A new session of a key that counts; null when the key has no role that sessions have.</summary>
    internal Session? Open(AccessKey key)
    {
        var ends = _clock.GetUtcNow() + Life;
        var until = DateTimeOffset.FromUnixTimeSeconds((key.NotAfter < ends ? key.NotAfter.Value : ends).ToUnixTimeSeconds());
        var text = string.Create(CultureInfo.InvariantCulture, $"{Form}.{key.Name}.{key.Slot}.{until.ToUnixTimeSeconds()}");
        return CallerFor(key, until) is { Roles.Count: > 0 } caller ? new Session($"{text}.{Proof(key.Hash, text)}", caller, until) : null;
    }

    /// <summary>Who signed in; null when the value is not one of this app, has ended, or its key no longer counts. Takes the same work for a wrong one.</summary>
    internal Caller? Find(string value)
    {
        if (value.Length > LongestValue || value.Split('.') is not [Form, var name, var slot, var seconds, var proof])
            return null;
        var key = _keys.All.FirstOrDefault(key => key.Name == name && key.Slot == slot);
        var expected = Proof(key?.Hash ?? NoKey, value[..^(proof.Length + 1)]);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(proof)) || key is null)
            return null;
        var (now, until) = (_clock.GetUtcNow(), DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)));
        return now < until && key.IsActive(now) ? CallerFor(key, until) : null;
    }

    // The roles are those that the key has now. None may send events: what is sent as a fact comes from a program that has a key, not from whatever page a browser shows.
    private static Caller CallerFor(AccessKey key, DateTimeOffset until) => new($"key:{key.Name}", key.Name, Roles.Expand(key.Roles).Remove(Role.Ingest), Credential.Session, until);

    // The hash of the access key is no secret, and the installation's key is for other things too: this one is for nothing else.
    private string Proof(ImmutableArray<byte> hash, string text)
    {
        Span<byte> key = stackalloc byte[ProofBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _installation.Span, key, hash.AsSpan(), "leadscoring session 1"u8);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>A session that was just opened.</summary>
/// <param name="Value">Of the cookie.</param>
/// <param name="Caller">Who signed in.</param>
/// <param name="Until">When it ends.</param>
internal sealed record Session(string Value, Caller Caller, DateTimeOffset Until);
