using System.Text.Json;

using LeadScoring.Functions.Sources.Reading;

namespace LeadScoring.Functions.Rejected;

/// <summary>What is to be replayed: ids, or a day, a source, or both.</summary>
internal sealed record ReplayRequest(IReadOnlyList<RejectedId> Ids, string? Day, string? Source, int Limit)
{
    private const int Most = 500;
    private const int Usual = 100;

    /// <summary>Reads the body.</summary>
    public static (ReplayRequest Request, FaultList Faults) Read(byte[] body)
    {
        var faults = new FaultList("LS-REJECTED-001");
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var from = StrictObject.Of(document.RootElement, "", faults);
            var ids = new List<RejectedId>();
            foreach (var text in from.Texts("ids"))
            {
                if (RejectedId.Parse(text) is { } id)
                    ids.Add(id);
                else
                    from.Refuse("ids", "There is a text that is no id.", "Send ids as GET /api/v1/rejected lists them.");
            }

            string? day = null;
            if (from.Text("day") is { } written && (day = RejectedId.DayOf(written)) is null)
                from.Refuse("day", "This is no day.", "Write e.g. \"2026-03-01\".");
            var request = new ReplayRequest(ids, day, from.Text("source"), from.Whole("limit", 1, Most) ?? Usual);
            if (request is { Ids.Count: 0, Day: null, Source: null })
                from.Refuse("ids", "It is not said what to replay.", "Give \"ids\", or \"day\", \"source\" or both.");
            if (ids.Count > 0 && (request.Day ?? request.Source) is not null)
                from.Refuse("ids", "Ids are given, and a day or a source too.", "Give either.");
            if (ids.Count > Most)
                from.Refuse("ids", $"There are more than {Most} ids.", "Split the request.");
            from.Close();
            return (request, faults);
        }
        catch (JsonException)
        {
            faults.Add("", "The body is no JSON object with each name once.", "Send e.g. { \"source\": \"typeform/signup\" }.");
            return (new ReplayRequest([], null, null, 0), faults);
        }
    }
}
