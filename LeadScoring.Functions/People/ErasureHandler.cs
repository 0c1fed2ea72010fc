using LeadScoring.Functions.Http;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.People;

/// <summary>Answers <c>DELETE /api/v1/leads/{lead}</c>.</summary>
public sealed class ErasureHandler(LeadAddress address, LeadStore leads, LeadEraser eraser)
{
    /// <summary>Erases the person. Asked again it is answered alike, so that a caller without an answer may ask again.</summary>
    public async Task<IActionResult> Erase(string lead, CancellationToken cancellation)
    {
        if (address.IdOf(lead) is not { } leadId)
            return LeadAddress.Unknown.ToResult();
        var read = await leads.ReadReadable(leadId, cancellation);
        if (read is { State: null, Pending.IsEmpty: true, Broken.IsEmpty: true })
            return LeadAddress.Unknown.ToResult();
        var erased = await eraser.ErasePerson(leadId, cancellation);
        return new JsonResult<ErasureAnswer>(new ErasureAnswer(erased, "erasing"), IdentityJson.Default.ErasureAnswer, StatusCodes.Status202Accepted);
    }
}
