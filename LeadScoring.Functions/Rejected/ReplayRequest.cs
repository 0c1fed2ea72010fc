using System.Text.Json;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rejected;

/// <summary>What is to be replayed: ids, or a day, a source, or both.</summary>
internal sealed record ReplayRequest(IReadOnlyList<RejectedId> Ids, string? Day, string? Source, int Limit)
{
    private const int Most = 500;
    private const int Usual = 100;

    public static (ReplayRequest Request, ErrorList Faults) Read(byte[] body)
    {
        var errors = new ErrorList("LS-REJECTED-001");
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (JsonText.FirstBroken(document.RootElement) is { } place)
            {
                errors.Add(place, "The text is not valid Unicode.", "Send ids as GET /api/v1/rejected lists them, or a source, in UTF-8.");
                return (new ReplayRequest([], null, null, 0), errors);
            }

            var from = StrictObject.Of(document.RootElement, "", errors);
            var ids = new List<RejectedId>();
            foreach (var text in from.Texts("ids"))
            {
                if (RejectedId.Parse(text) is { } id)
                    ids.Add(id);
                else
                    from.Refuse("ids", "One of the texts is not an id.", "Send ids as GET /api/v1/rejected lists them.");
            }

            string? day = null;
            if (from.Text("day") is { } written && (day = RejectedId.DayOf(written)) is null)
                from.Refuse("day", "Must be a day.", "Write e.g. \"2026-03-01\".");
            var request = new ReplayRequest(ids, day, from.Text("source"), from.Whole("limit", 1, Most) ?? Usual);
            if (request is { Ids.Count: 0, Day: null, Source: null })
                from.Refuse("ids", "The request must say what to replay.", "Give \"ids\", or \"day\", \"source\" or both.");
            if (ids.Count > 0 && (request.Day ?? request.Source) is not null)
                from.Refuse("ids", "Both ids and a day or source are given.", "Give one or the other.");
            if (ids.Count > Most)
                from.Refuse("ids", $"There are more than {Most} ids.", "Split the request.");
            from.Close();
            return (request, errors);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Also from the check for names that occur twice, where one of them is not text.
            errors.Add("", "The body must be a JSON object with each name once.", "Send e.g. { \"source\": \"typeform/signup\" }.");
            return (new ReplayRequest([], null, null, 0), errors);
        }
    }
}
