using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

using Microsoft.Azure.Amqp;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>
/// Which connections have shown a right token: <c>SharedAccessSignature sr={resource}&amp;sig={signature}&amp;se={expiry}&amp;skn={name of the key}</c>, the HMAC-SHA256 of
/// resource and expiry under the key of the connection string.
/// </summary>
internal sealed class BusTokens(string key, TimeProvider clock)
{
    private const string Scheme = "SharedAccessSignature ";

    private readonly ConditionalWeakTable<AmqpConnection, object> _known = [];

    /// <summary>Whether the connection has shown one.</summary>
    public bool Knows(AmqpConnection connection) => _known.TryGetValue(connection, out _);

    /// <summary>Looks at what a connection shows; true when it may go on.</summary>
    public bool Admit(AmqpConnection connection, string? token)
    {
        if (token is null || !IsRight(token))
            return false;
        _known.AddOrUpdate(connection, token);
        return true;
    }

    /// <summary>Whether a token was made with the key and has not expired.</summary>
    internal bool IsRight(string token)
    {
        if (!token.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in token[Scheme.Length..].Split('&'))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                parts[part[..at]] = part[(at + 1)..];
        }

        if (!parts.TryGetValue("sr", out var resource) || !parts.TryGetValue("se", out var expiry) || !parts.TryGetValue("sig", out var signature))
            return false;
        var right = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Convert.ToBase64String(right)), Encoding.UTF8.GetBytes(Uri.UnescapeDataString(signature)))
            && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > clock.GetUtcNow().ToUnixTimeSeconds();
    }
}
