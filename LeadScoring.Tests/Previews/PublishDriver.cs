using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Access;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Previews;
using LeadScoring.Functions.Publishing;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Previews;

/// <summary>Saves, previews and publishes models of an app in memory, as requests do.</summary>
internal sealed class PublishDriver(InMemoryApp app, string model = "sales")
{
    /// <summary>Saves a draft.</summary>
    public async Task Save(string yaml)
    {
        var (status, body) = await Ask(request => app.Get<DraftHandler>().Put(model, request, default), yaml);
        Assert.True(status == 200, body.ToString());
    }

    /// <summary>Asks for a preview once.</summary>
    public Task<(int Status, JsonElement Body)> AskPreview(string body = "") => Ask(request => app.Get<PreviewHandler>().Handle(model, request, default), body);

    /// <summary>Asks for a preview, lets it be computed, and asks again.</summary>
    public async Task<JsonElement> Preview(string body = "")
    {
        var (first, progress) = await AskPreview(body);
        Assert.True(first == 202, progress.ToString());
        await app.Work();
        var (status, preview) = await AskPreview(body);
        Assert.True(status == 200, preview.ToString());
        return preview;
    }

    /// <summary>Publishes the draft; the leads are not rebuilt yet.</summary>
    public Task<(int Status, JsonElement Body)> Publish(int? confirm = null) =>
        Ask(request => app.Get<PublishHandler>().Publish(model, request, default), $$"""{ "author": "ann", "reason": "test"{{(confirm is null ? "" : $", \"confirm\": {confirm}")}} }""");

    /// <summary>Publishes an old version again.</summary>
    public Task<(int Status, JsonElement Body)> Rollback(int version, int? confirm = null) =>
        Ask(request => app.Get<PublishHandler>().Rollback(model, request, default), $$"""{ "version": {{version}}, "author": "ann", "reason": "test"{{(confirm is null ? "" : $", \"confirm\": {confirm}")}} }""");

    /// <summary>Approves the draft as somebody.</summary>
    public Task<(int Status, JsonElement Body)> Approve(string hash, string caller, params Role[] roles) => Ask(
        request =>
        {
            new Caller(caller, caller, Roles.Expand(roles), Credential.Key).Attach(request.HttpContext);
            return app.Get<ApproveHandler>().Handle(model, request, default);
        },
        $$"""{ "hash": "{{hash}}" }""");

    /// <summary>The model as it is shown.</summary>
    public async Task<JsonElement> Show() => (await InMemoryApp.Read(await app.Get<ModelsHandler>().Get(model, null, default))).Body;

    /// <summary>The versions, newest first.</summary>
    public async Task<JsonElement> Versions() => (await InMemoryApp.Read(await app.Get<VersionsHandler>().List(model, default))).Body;

    /// <summary>Sends a body to a handler.</summary>
    public static async Task<(int Status, JsonElement Body)> Ask(Func<HttpRequest, Task<IActionResult>> handler, string body)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) } };
        return await InMemoryApp.Read(await handler(context.Request));
    }
}
