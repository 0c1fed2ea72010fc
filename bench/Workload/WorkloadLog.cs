using System.Globalization;
using System.Text.Json;

namespace LeadScoring.Benchmarks.Workload;

/// <summary>The neutral workload as a log for <c>leads score</c>: an event a line, as <c>POST /api/v1/events</c> takes it, and the model beside it.</summary>
internal static class WorkloadLog
{
    /// <summary>Writes <c>log.ndjson</c> and <c>neutral.yaml</c>.</summary>
    /// <param name="folder">Where to; it is made.</param>
    /// <param name="events">How many.</param>
    public static void Write(string folder, int events)
    {
        Directory.CreateDirectory(folder);
        var (leads, rows) = WorkloadGenerator.Generate(events);
        using var file = new FileStream(Path.Combine(folder, "log.ndjson"), FileMode.Create, FileAccess.Write, FileShare.None, 1024 * 1024);
        using var json = new Utf8JsonWriter(file);
        var isKnown = new bool[leads.Length];
        foreach (var row in rows)
        {
            var (id, lead) = (row.Seq.ToString(CultureInfo.InvariantCulture), leads[row.Lead]);
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("type", NeutralWorkload.TypeOf(row));
            json.WriteString("occurredAt", DateTimeOffset.FromUnixTimeSeconds(row.Seconds).UtcDateTime);
            json.WriteStartObject("lead");
            json.WriteString("email", $"lead-{lead.Id.ToString(CultureInfo.InvariantCulture)}@{lead.EmailDomain}");
            json.WriteEndObject();
            json.WriteStartObject("properties");
            foreach (var (name, value) in NeutralWorkload.PropertiesOf(row))
                json.WriteString(name, value);
            json.WriteEndObject();
            // The first event of a lead tells what is known of it from the start.
            if (!isKnown[row.Lead])
                WriteProfile(json, ("jobTitle", lead.JobTitle), ("industry", lead.Industry), ("country", lead.Country), ("employees", lead.Employees.ToString(CultureInfo.InvariantCulture)));
            else if (row.NewTitle.Length > 0)
                WriteProfile(json, ("jobTitle", row.NewTitle), ("employees", row.NewEmployees.ToString(CultureInfo.InvariantCulture)));
            isKnown[row.Lead] = true;
            json.WriteEndObject();
            json.Flush();
            file.WriteByte((byte)'\n');
            json.Reset();
        }

        File.WriteAllText(Path.Combine(folder, "neutral.yaml"), NeutralWorkload.ModelText());
    }

    private static void WriteProfile(Utf8JsonWriter json, params (string Name, string Value)[] profile)
    {
        json.WriteStartObject("profile");
        foreach (var (name, value) in profile)
            json.WriteString(name, value);
        json.WriteEndObject();
    }
}
