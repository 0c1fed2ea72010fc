using System.Globalization;
using System.Text.Json.Nodes;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>Messages of the topic, as the app sends them.</summary>
internal static class Messages
{
    public const string Ann = "0ann5678901234567890123456", Bob = "0bob5678901234567890123456";

    public static BinaryData Body(string type, long sequence, string lead = Ann, string? model = "crm-suite", Action<JsonObject>? change = null)
    {
        var data = new JsonObject
        {
            ["lead"] = new JsonObject { ["id"] = lead, ["email"] = "ann@acme.example", ["profile"] = new JsonObject { ["company"] = "Acme", ["jobTitle"] = "VP Operations" } },
        };
        if (model is not null)
        {
            data["model"] = model;
            data["version"] = 3;
            data["score"] = 70 + sequence;
            data["grade"] = "A2";
            data["dimensions"] = new JsonObject { ["fit"] = 80, ["engagement"] = 64 };
            data["reasons"] = new JsonArray("Pricing page, twice this week (+4)", "Vice president (+8)");
            data["activities"] = new JsonArray(new JsonObject { ["type"] = "page.viewed", ["what"] = "/pricing" });
            data["stage"] = "qualified";
            data["status"] = "Lead";
            data["owner"] = "sales";
            data["flames"] = 3;
            data["priority"] = 11;
        }

        if (type is "lead.qualified" or "lead.upgraded")
        {
            data["epoch"] = 1;
            data["route"] = "hot";
            data["respondBy"] = "2026-03-03T10:15:00Z";
        }

        change?.Invoke(data);
        return BinaryData.FromString(new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = Id(sequence, lead, model),
            ["source"] = "/leadscoring",
            ["type"] = type,
            ["subject"] = lead,
            ["time"] = "2026-03-01T10:15:00Z",
            ["sequence"] = sequence.ToString("D10", CultureInfo.InvariantCulture),
            ["data"] = data,
        }.ToJsonString());
    }

    public static string Id(long sequence, string lead = Ann, string? model = "crm-suite") => $"{lead}:{model ?? "-"}:{sequence}";
}
