using System.Net;

using LeadScoring.Functions.Tracking;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Tracking;

/// <summary>By which address requests are counted.</summary>
public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("", "127.0.0.1")]
    [InlineData("198.51.100.7", "198.51.100.7")]
    [InlineData("198.51.100.7:40312", "198.51.100.7")]
    [InlineData("10.0.0.1, 203.0.113.9, 198.51.100.7:40312", "198.51.100.7")]
    [InlineData("::ffff:198.51.100.7", "198.51.100.7")]
    [InlineData("[2001:db8:1:2:3:4:5:6]:443", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff::1", "20010DB800010002")]
    [InlineData("2001:db8:1:3::1", "20010DB800010003")]
    [InlineData("unknown", "127.0.0.1")]
    public void The_client_address_is_the_last_forwarded_one_else_the_callers(string forwarded, string expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Headers["X-Forwarded-For"] = forwarded;

        Assert.Equal(expected, ClientAddress.Of(context.Request));
    }
}
