using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>
/// Tokens that sign in once, in place of a key, for the links of a local run: they are in the memory of this process and end with it. In Azure nobody makes any.
/// </summary>
public sealed class SignInLinks
{
    /// <summary>How long a token waits to be used.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private const int TokenBytes = 32;

    // Whoever has the master key makes them: this only bounds a script that runs in a circle. The oldest goes.
    private const int MostWaiting = 16;

    private readonly Lock _changing = new();
    private readonly List<Waiting> _waiting = [];
    private readonly TimeProvider _clock;

    internal SignInLinks(TimeProvider clock) => _clock = clock;

    /// <summary>A new token of 256 random bits.</summary>
    /// <param name="keyName">Of the key that it stands for.</param>
    internal string Create(string keyName)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        lock (_changing)
        {
            if (_waiting.Count == MostWaiting)
                _waiting.RemoveAt(0);
            _waiting.Add(new Waiting(HashOf(token), keyName, _clock.GetUtcNow() + Life));
        }

        return token;
    }

    /// <summary>Uses a token up.</summary>
    /// <returns>The name of the key that it stands for; null when there is no such token, or not any more. Takes the same work for a wrong one.</returns>
    internal string? Take(string token)
    {
        var hash = HashOf(token);
        var now = _clock.GetUtcNow();
        Waiting? found = null;
        lock (_changing)
        {
            foreach (var waiting in _waiting)
            {
                if (CryptographicOperations.FixedTimeEquals(waiting.Hash, hash))
                    found = waiting;
            }

            if (found is not null)
                _waiting.Remove(found);
        }

        return now < found?.Until ? found.KeyName : null;
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private sealed record Waiting(byte[] Hash, string KeyName, DateTimeOffset Until);
}
