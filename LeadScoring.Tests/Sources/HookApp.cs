using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Rejected;
using LeadScoring.Functions.Sources;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Sending;
using LeadScoring.Tests.Kit.Drivers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Sources;

/// <summary>The app as a vendor and an operator of webhooks see it.</summary>
internal sealed class HookApp(HookRate? rate = null)
{
    public InMemoryApp App { get; } = new(rate: rate);

    public SourceDescriptor Source(string name) => App.Get<SourceCatalog>().Find(name) ?? throw new ArgumentException(name, nameof(name));

    /// <summary>The address that a vendor was told.</summary>
    public static string AddressOf(string source, string connection) => $"{InMemoryApp.PublicUrl}/hooks/{source}/{connection}";

    /// <summary>Events that wait to be scored, in the order of their times.</summary>
    public IReadOnlyList<StoredEvent> Events =>
        [.. App.Tables[TableNames.Leads].Rows.Where(static row => row.RowKey.StartsWith(RowKeys.PendingPrefix, StringComparison.Ordinal)).Select(static row => LeadRows.ReadPending(row).Captured)
            .OrderBy(static captured => captured.Event.OccurredAt).ThenBy(static captured => captured.Event.Id, StringComparer.Ordinal)];

    /// <summary>Codes of what was rejected.</summary>
    public IReadOnlyList<string> Rejected => [.. App.Tables[TableNames.Rejected].Rows.Select(static row => row.GetString("code"))];

    public async Task<(int Status, JsonElement Body)> Put(string source, string connection, string document)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(document)) } };
        return await InMemoryApp.Read(await SourceFailures.ToProblem(() => App.Get<SourcesHandler>().Put(source, connection, context.Request, default)));
    }

    public Task<(int Status, JsonElement Body)> Sources() => InMemoryApp.Ask(query => App.Get<SourcesHandler>().List(query, default), "");

    public Task<(int Status, JsonElement Body)> RejectedPage(string query = "") => InMemoryApp.Ask(asked => App.Get<RejectedHandler>().Handle(asked, default), query);

    public async Task<(int Status, JsonElement Body)> Replay(string request)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(request)) } };
        return await InMemoryApp.Read(await App.Get<ReplayHandler>().Handle(context.Request, default));
    }

    public Task<HookReply> Post(string source, string connection, Delivery delivery, RecordedHeaders? headers = null) => Send("POST", source, connection, delivery, headers);

    public async Task<HookReply> Send(string method, string source, string connection, Delivery delivery, RecordedHeaders? headers = null)
    {
        var context = headers?.Request() ?? new DefaultHttpContext();
        context.Response.Body = new MemoryStream();
        context.Request.Method = method;
        context.Request.Host = new HostString("forged.example");
        context.Request.Body = new MemoryStream(delivery.Body);
        context.Request.QueryString = new QueryString(delivery.Query);
        if (headers is null)
        {
            foreach (var (name, value) in delivery.Headers)
                context.Request.Headers[name] = value;
        }

        var result = await new CaptureWebhook(App.Get<HookHandler>()).Run(context.Request, source, connection, default);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        var text = Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        return new HookReply(context.Response.StatusCode, text, context.Response.Headers);
    }
}

/// <summary>What a hook answered.</summary>
internal sealed record HookReply(int Status, string Text, IHeaderDictionary Headers)
{
    public int Count(string name)
    {
        using var json = JsonDocument.Parse(Text);
        return json.RootElement.GetProperty(name).GetInt32();
    }
}
