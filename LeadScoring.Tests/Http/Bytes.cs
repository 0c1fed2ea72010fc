using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Tracking;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Http;

/// <summary>Bodies as bytes, and the app that they are sent to.</summary>
internal sealed class Bytes
{
    public const string Site = "https://www.acme.example";
    public const string Ann = "ann@acme.example";

    private static readonly HookRate Plenty = new(1_000_000, 1, TimeSpan.FromHours(1));

    private readonly InMemoryHttp _http;

    public Bytes()
    {
        App = new InMemoryApp(rate: Plenty, tracking: new TrackingOptions { Origins = [Site] }, trackRates: new TrackRates(Plenty, Plenty));
        _http = new InMemoryHttp(App);
    }

    public InMemoryApp App { get; }

    /// <summary>Codes of what was rejected.</summary>
    public IEnumerable<string> Rejected => App.Tables["Rejected"].Rows.Select(static row => row.GetString("code")!);

    /// <summary>A text whose letters are one byte each, however high: <c>ü</c> is FC, which is not UTF-8.</summary>
    public static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>An app with a model and a lead.</summary>
    public static async Task<Bytes> WithLead()
    {
        var bytes = new Bytes();
        await bytes.App.Publish(CrmModel.Yaml);
        await bytes.App.Send(Sent.Pricing(Ann), Sent.Pricing("bob@acme.example"));
        return bytes;
    }

    /// <summary>Sends a body as a browser on the site, or a program, would.</summary>
    public Task<HttpReply> Send(string method, string path, byte[] body, string? type = null, params (string Name, string Value)[] headers) => _http.Send(method, path, request =>
    {
        request.Body = new MemoryStream(body);
        request.Headers.Origin = Site;
        if (type is not null)
            request.ContentType = type;
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
    });

    /// <summary>Sends events and reads what was accepted, and the places of what was not.</summary>
    public async Task<(int Status, int Accepted, IReadOnlyList<string> Faults)> Capture(byte[] body, string? type = null, string path = "/api/v1/events", params (string Name, string Value)[] headers)
    {
        var reply = await Send("POST", path, body, type, headers);
        using var answer = JsonDocument.Parse(reply.Text);
        var faults = answer.RootElement.TryGetProperty("errors", out var errors) || answer.RootElement.TryGetProperty("rejected", out errors) ? errors.EnumerateArray().ToList() : [];
        return (reply.Status,
            answer.RootElement.TryGetProperty("accepted", out var accepted) ? accepted.GetInt32() : 0,
            [.. faults.Select(static fault => $"{fault.GetProperty("code").GetString()} {fault.GetProperty("pointer").GetString()}")]);
    }
}
