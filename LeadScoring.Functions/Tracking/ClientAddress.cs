using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Tracking;

/// <summary>Where a request comes from, to count by it; it is neither stored nor logged.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The address, of IPv6 the network that one household has. Azure's front end appends it to <c>X-Forwarded-For</c>: what stands before was sent by
    /// anyone who asks, and is not looked at.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        var forwarded = request.Headers["X-Forwarded-For"].ToString();
        var last = forwarded[(forwarded.LastIndexOf(',') + 1)..].Trim();
        var address = IPEndPoint.TryParse(last, out var end) ? end.Address : request.HttpContext.Connection.RemoteIpAddress;
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes)) : address.ToString();
    }
}
