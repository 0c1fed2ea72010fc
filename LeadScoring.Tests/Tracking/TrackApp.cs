using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Tracking;
using LeadScoring.Tests.Kit.Drivers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Tracking;

/// <summary>The tracker as a browser sees it.</summary>
internal sealed class TrackApp(TrackingOptions? options = null, TrackRates? rates = null)
{
    public const string Site = "https://www.acme.example";
    public const string Visitor = "0123456789abcdef0123456789abcdef";

    public InMemoryApp App { get; } = new(tracking: options ?? new TrackingOptions { Origins = [Site] }, trackRates: rates);

    /// <summary>Events that wait to be scored.</summary>
    public IReadOnlyList<StoredEvent> Events =>
        [.. App.Tables[TableNames.Leads].Rows.Where(static row => row.RowKey.StartsWith(RowKeys.PendingPrefix, StringComparison.Ordinal)).Select(static row => LeadRows.ReadPending(row).Captured)];

    /// <summary>Rows in Rejected.</summary>
    public int Kept => App.Tables[TableNames.Rejected].Rows.Count;

    /// <summary>An event as the script sends it; a value of null takes the member out.</summary>
    public static JsonObject Event(string type = "page.viewed", params (string Name, JsonNode? Value)[] members)
    {
        var e = new JsonObject
        {
            ["id"] = "3f1f9cb2c1d04d7ea6f8a1b2c3d4e5f6",
            ["type"] = type,
            ["lead"] = new JsonObject { ["visitor"] = Visitor },
            ["properties"] = new JsonObject { ["path"] = "/pricing", ["durationSeconds"] = 42 },
        };
        foreach (var (name, value) in members)
        {
            if (value is null)
                e.Remove(name);
            else
                e[name] = value;
        }

        return e;
    }

    /// <summary>An event of <c>identify</c>.</summary>
    public static JsonObject Identified(string email = "ann@acme.example", JsonObject? profile = null) => Event(
        "lead.identified", ("lead", new JsonObject { ["visitor"] = Visitor, ["email"] = email }), ("properties", new JsonObject()), ("profile", profile ?? []));

    public Task<TrackReply> Post(params JsonObject[] events) => Send("POST", new JsonArray([.. events]).ToJsonString());

    /// <summary>Sends a request from the site's page, unless headers say otherwise.</summary>
    public async Task<TrackReply> Send(string method, string body, params (string Name, string Value)[] headers)
    {
        var context = Context(method, body, headers);
        return await Read(context, await new TrackVisit(App.Get<TrackHandler>()).Visit(context.Request, default));
    }

    public async Task<TrackReply> Script(params (string Name, string Value)[] headers)
    {
        var context = Context("GET", "", headers);
        return await Read(context, new TrackVisit(App.Get<TrackHandler>()).Script(context.Request));
    }

    private static DefaultHttpContext Context(string method, string body, (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Method = method;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.Headers.Origin = Site;
        context.Request.Headers.ContentType = "text/plain;charset=UTF-8";
        context.Request.Headers.UserAgent = "Mozilla/5.0 (X11; Linux x64) Firefox/140.0";
        foreach (var (name, value) in headers)
            context.Request.Headers[name] = value.Length == 0 ? default : value;
        return context;
    }

    private static async Task<TrackReply> Read(HttpContext context, IActionResult result)
    {
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        return new TrackReply(context.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()), context.Response.Headers);
    }
}

/// <summary>What the tracker answered.</summary>
internal sealed record TrackReply(int Status, string Text, IHeaderDictionary Headers)
{
    public string? AllowedOrigin => Headers.AccessControlAllowOrigin.Count == 0 ? null : Headers.AccessControlAllowOrigin.ToString();

    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement Json
    {
        get
        {
            using var json = JsonDocument.Parse(Text);
            return json.RootElement.Clone();
        }
    }

    public (int Accepted, int Duplicates) Counts => (Json.GetProperty("accepted").GetInt32(), Json.GetProperty("duplicates").GetInt32());

    /// <summary>Codes and places of what was not taken, of an answer of either kind.</summary>
    public IReadOnlyList<(string? Code, string? Pointer)> Faults =>
        [.. Json.GetProperty(Json.TryGetProperty("errors", out _) ? "errors" : "rejected").EnumerateArray().Select(static fault => (fault.GetProperty("code").GetString(), fault.GetProperty("pointer").GetString()))];
}
