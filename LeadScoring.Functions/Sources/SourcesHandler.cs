using System.Text.Json;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Verification;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Sources;

/// <summary>Answers <c>/api/v1/sources</c>.</summary>
public sealed class SourcesHandler(
    SourceCatalog catalog, ConnectionStore connections, DeliveryCounts counts, SecretStates states, AppOptions options)
{
    private const int BodyBytes = 64 * 1024;

    /// <summary>All sources and connections.</summary>
    public async Task<IActionResult> List(IQueryCollection query, CancellationToken cancellation)
    {
        if (new QueryReader(query).Problem is { } problem)
            return problem.ToResult();
        var all = await connections.All(cancellation);
        var counted = await counts.All(cancellation);
        var nowhere = counted.GetValueOrDefault(DeliveryCounts.Nowhere, new DeliveryCount());
        return new JsonResult<SourceList>(
            new SourceList(
                [.. catalog.All.Select(static source => new SourceItem(source.Name, source.Title, source.Proof))],
                [.. all.Select(connection => Item(connection, counted.GetValueOrDefault(connection.Name, new DeliveryCount())))],
                new NowhereItem(nowhere.Refused, nowhere.RefusedAt)),
            SourcesJson.Default.SourceList);
    }

    /// <summary>Saves a connection: the whole document, or nothing of one with faults.</summary>
    public async Task<IActionResult> Put(string source, string id, HttpRequest request, CancellationToken cancellation)
    {
        if (catalog.Find(source) is not { } descriptor)
            return Problem.NotFound("LS-SOURCE-001", "This source does not exist.", $"Use one of {string.Join(", ", catalog.All.Select(static one => one.Name))}; 'generic' takes Standard Webhooks of any sender.").ToResult();
        if (!ConnectionId.IsOne(id))
            return Problem.BadRequest("LS-SOURCE-002", "The connection's name cannot be used.", ConnectionId.Form).ToResult();
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (InvalidOperationException)
        {
            // The check for names that occur twice takes them, and one of them is not text.
            return BrokenText("").ToResult();
        }
        catch (JsonException broken)
        {
            return Problem.BadRequest(
                ConnectionReader.Code, $"The body must be a JSON object with each name once; the error is in line {broken.LineNumber + 1}.", "Send e.g. { \"secrets\": [ { \"name\": \"TypeformSignup\" } ] }.").ToResult();
        }

        using (document)
        {
            if (JsonText.FirstBroken(document.RootElement) is { } place)
                return BrokenText(place).ToResult();
            var (connection, errors) = ConnectionReader.Read(descriptor, id, document.RootElement, options.PublicUrl is not null);
            if (errors.All is [{ } first, ..])
                return Problem.BadRequest(first.Code, first.Detail, first.Fix, errors.All).ToResult();
            await connections.Put(connection, cancellation);
            var counted = await counts.All(cancellation);
            return new JsonResult<ConnectionItem>(Item(connection, counted.GetValueOrDefault(connection.Name, new DeliveryCount())), SourcesJson.Default.ConnectionItem);
        }
    }

    private static Problem BrokenText(string place)
    {
        var error = new RequestError(place, ConnectionReader.Code, "The text or name is not valid Unicode.", "Save the document as UTF-8, or name its character set in the Content-Type.");
        return Problem.BadRequest(error.Code, error.Detail, error.Fix, [error]);
    }

    private ConnectionItem Item(Connection connection, DeliveryCount count) => new(
        connection.Source,
        connection.Id,
        connection.Url ?? $"{options.PublicUrl}/hooks/{connection.Name}",
        [.. connection.Secrets.Select(secret => Item(connection.Source, secret))],
        count.ReceivedAt,
        count.RefusedAt,
        count.Accepted,
        count.Duplicates,
        count.Rejected,
        count.Refused,
        connection.Document);

    private SecretItem Item(string source, SecretName secret) => new(secret.Name, SecretNames.Word(secret.Use), states.Find(source, secret));
}
