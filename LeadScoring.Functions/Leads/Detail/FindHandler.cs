using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Leads.Detail;

/// <summary>
/// Answers <c>POST /api/v1/leads/find</c>: an address in a body, where no log looks, for the id with which every other route is called.
/// </summary>
public sealed class FindHandler(LeadIds leadIds, LeadStore leads, LeadMerger merger)
{
    private const int BodyBytes = 4 * 1024;
    private const string Unusable = "LS-FIND-001";

    private static readonly Problem Nobody = Problem.NotFound(
        "LS-LEAD-404", "No lead has this e-mail address.", "Check the address; GET /api/v1/leads lists those who are known.");

    /// <summary>The id of the lead with an address; of one that was merged, the id of the lead that goes on.</summary>
    public async Task<IActionResult> Handle(HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();
        var errors = new ErrorList(Unusable);
        if (Read(body, errors) is not { } email)
            return Problem.BadRequest(Unusable, "The body must name one e-mail address.", """Send { "email": "ann@acme.example" }.""", errors.All).ToResult();
        // Also one whose rows are broken: with the id they are exported, rebuilt or erased.
        var read = await leads.ReadReadable(leadIds.Of(email), cancellation);
        if (read is { IsUnknown: true, Broken.IsEmpty: true })
            return Nobody.ToResult();
        return new JsonResult<FoundAnswer>(new FoundAnswer(await merger.ReadableSurvivorOf(read.LeadId, cancellation)), LeadsJson.Default.FoundAnswer);
    }

    // Null after a fault.
    private static EmailAddress? Read(byte[] body, ErrorList errors)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (JsonText.FirstBroken(document.RootElement) is { } broken)
            {
                errors.Add(broken, "The text is not valid UTF-8.", "Send the body as UTF-8.");
                return null;
            }

            var root = StrictObject.Of(document.RootElement, "", errors);
            var text = root.Required("email");
            root.Close();
            if (errors.All.Count > 0)
                return null;
            if (EmailAddress.TryParse(text, out var email))
                return email;
            errors.Add("/email", "Must be an e-mail address.", "Write it as people do: ann@acme.example.");
            return null;
        }
        catch (JsonException)
        {
            errors.Add("", "The body is not JSON.", """Send { "email": "ann@acme.example" }.""");
            return null;
        }
    }
}
