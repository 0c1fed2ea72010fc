using System.CommandLine;

using LeadScoring.Local.OpenApi;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads openapi</c>: the description of the HTTP API, made from the code. 0 = it is written.</summary>
internal static class OpenApiCommand
{
    /// <summary>Brings the files of a checkout up to date.</summary>
    public const string Update = "leads openapi --to docs/reference";

    public static Command Create()
    {
        var to = new Option<string?>("--to") { Description = "The folder docs/reference of a checkout: writes openapi.json there, the table of routes in http-api.md, and the schemas of messages." };
        var command = new LeadsCommand("openapi", "Print the OpenAPI 3.1 document of the HTTP API, which is JSON, as the function classes and contracts make it.", "leads openapi > openapi.json", "leads openapi --to docs/reference") { to };
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            var document = ApiDocument.ForApp();
            if (parsed.GetValue(to) is { } folder)
                await Write(document, folder, cancellation);
            else
                await Console.Out.WriteAsync(document.Text.AsMemory(), cancellation);
            return 0;
        }));
        return command;
    }

    private static async Task Write(ApiDocument document, string folder, CancellationToken cancellation)
    {
        var page = Path.Combine(folder, RouteTableText.Page);
        // Read before anything is written: another folder has no such page.
        var text = await File.ReadAllTextAsync(page, cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "openapi.json"), document.Text, cancellation);
        await File.WriteAllTextAsync(page, RouteTableText.Replace(text, document), cancellation);
        var schemas = Directory.CreateDirectory(Path.Combine(folder, MessageSchemaFiles.Folder)).FullName;
        foreach (var (name, schema) in MessageSchemaFiles.Files())
            await File.WriteAllTextAsync(Path.Combine(schemas, name), schema, cancellation);
    }
}
