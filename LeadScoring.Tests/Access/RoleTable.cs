namespace LeadScoring.Tests.Access;

/// <summary>Which roles may call which operation: written by hand, so that an attribute that is changed by mistake is found.</summary>
internal static class RoleTable
{
    /// <summary>All roles, as settings name them.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["ingest", "read-masked", "read", "sales", "connector", "marketing", "admin"];

    private const string Ingest = "ingest admin";
    private const string Readers = "read sales marketing admin";
    private const string MaskedReaders = "read-masked read sales marketing admin";
    private const string Marketing = "marketing admin";
    private const string Admin = "admin";
    private const string Open = "";

    private static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/events"] = Ingest,
        ["POST /api/v1/leads/import"] = Ingest,
        ["GET /api/v1/leads"] = MaskedReaders,
        ["GET /api/v1/leads.csv"] = MaskedReaders,
        ["POST /api/v1/leads/find"] = Readers,
        ["GET /api/v1/leads/{lead}"] = MaskedReaders,
        ["GET /api/v1/leads/{lead}/timeline"] = MaskedReaders,
        ["GET /api/v1/leads/{lead}/explanation"] = MaskedReaders,
        ["GET /api/v1/leads/{lead}/curve"] = MaskedReaders,
        ["GET /api/v1/reports/{name}"] = MaskedReaders,
        ["GET /api/v1/models"] = MaskedReaders,
        ["GET /api/v1/models/{model}"] = Readers,
        ["PUT /api/v1/models/{model}"] = Marketing,
        ["DELETE /api/v1/models/{model}/draft"] = Marketing,
        ["POST /api/v1/models/validate"] = Marketing,
        ["POST /api/v1/models/{model}/try"] = Marketing,
        ["GET /api/v1/vocabulary"] = Marketing,
        ["POST /api/v1/models/{model}/publish"] = Marketing,
        ["GET /api/v1/models/{model}/rebuild"] = Marketing,
        ["POST /api/v1/models/{model}/preview"] = Marketing,
        ["POST /api/v1/models/{model}/rollback"] = Marketing,
        ["POST /api/v1/models/{model}/approve"] = "sales marketing admin",
        ["GET /api/v1/models/{model}/versions"] = Readers,
        ["GET /api/v1/models/{model}/diff"] = Readers,
        ["GET /api/v1/sources"] = Marketing,
        ["PUT /api/v1/sources/{source}/{connection}"] = Marketing,
        ["GET /api/v1/rejected"] = Marketing,
        ["POST /api/v1/rejected/replay"] = Marketing,
        ["POST /api/v1/leads/{lead}/feedback"] = "sales connector admin",
        ["POST /api/v1/leads/{lead}/events/{event}/count"] = "sales marketing admin",
        ["GET /api/v1/messages"] = "connector admin",
        ["GET /api/v1/health/deep"] = "read-masked read sales connector marketing admin",
        ["GET /api/v1/leads/{lead}/export"] = Admin,
        ["DELETE /api/v1/leads/{lead}"] = Admin,
        ["POST /api/v1/leads/{lead}/merge"] = Admin,
        ["POST /api/v1/leads/{lead}/unmerge"] = Admin,
        ["POST /api/v1/leads/{lead}/rebuild"] = Admin,
        ["GET /api/v1/audit"] = Admin,
        ["GET /api/v1/session"] = Open,
        ["POST /api/v1/session"] = Open,
        ["DELETE /api/v1/session"] = Open,
        ["GET /api/v1/health"] = Open,
        ["HEAD /api/v1/health"] = Open,
        ["GET /api/v1/openapi.json"] = Open,
        ["HEAD /api/v1/openapi.json"] = Open,
        ["GET /app/{path}"] = Open,
        ["HEAD /app/{path}"] = Open,
        ["GET /hooks/{path}"] = Open,
        ["HEAD /hooks/{path}"] = Open,
        ["OPTIONS /hooks/{path}"] = Open,
        ["POST /hooks/{path}"] = Open,
        ["GET /hooks/{source}/{connection}"] = Open,
        ["HEAD /hooks/{source}/{connection}"] = Open,
        ["OPTIONS /hooks/{source}/{connection}"] = Open,
        ["POST /hooks/{source}/{connection}"] = Open,
        ["OPTIONS /track"] = Open,
        ["POST /track"] = Open,
        ["GET /track.js"] = Open,
        ["HEAD /track.js"] = Open,
    };

    /// <summary>By method and path: the roles that may; none where anyone may.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } =
        Table.ToDictionary(static row => row.Key, static row => row.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>What a caller is answered: 0 where the function answers.</summary>
    public static int Expected(string operation, string caller) =>
        All[operation] is [] || All[operation].Contains(caller) ? 0 : Roles.Contains(caller) ? 403 : 401;
}
