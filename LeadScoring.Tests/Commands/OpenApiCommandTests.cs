using System.Diagnostics;

using LeadScoring.Local;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Commands;

/// <summary><c>leads openapi</c>: prints the document, or brings the files of a folder up to date.</summary>
[Needs(Need.Processes)]
public sealed class OpenApiCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("openapi").FullName;

    [Fact]
    public async Task The_document_is_printed_as_its_file_has_it()
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "leads.dll"));
        start.ArgumentList.Add("openapi");
        using var leads = Process.Start(start)!;
        var printed = await leads.StandardOutput.ReadToEndAsync();
        await leads.WaitForExitAsync();

        Assert.Equal((0, Checkout.Text("docs/reference/openapi.json")), (leads.ExitCode, printed));
    }

    [Fact]
    public async Task The_document_and_the_table_of_routes_are_brought_up_to_date()
    {
        var page = Checkout.Text("docs/reference/http-api.md");
        var lines = page.Split('\n').ToList();
        var row = lines.FindIndex(static line => line.StartsWith("| `POST /api/v1/events`", StringComparison.Ordinal));
        lines[row] = "| `POST /api/v1/events` | open | Is out of date |  |  |";
        lines.RemoveAt(row + 1);
        await File.WriteAllTextAsync(Path.Combine(_folder, "http-api.md"), string.Join('\n', lines));

        Assert.Equal(0, await Program.Main(["openapi", "--to", _folder]));

        Assert.Equal(page, await File.ReadAllTextAsync(Path.Combine(_folder, "http-api.md")));
        Assert.Equal(Checkout.Text("docs/reference/openapi.json"), await File.ReadAllTextAsync(Path.Combine(_folder, "openapi.json")));
        Assert.Equal(Checkout.Text("docs/reference/messages/lead.qualified.schema.json"), await File.ReadAllTextAsync(Path.Combine(_folder, "messages", "lead.qualified.schema.json")));
    }

    [Fact]
    public async Task A_folder_without_the_page_is_left_as_it_is()
    {
        Assert.Equal(1, await Program.Main(["openapi", "--to", _folder]));

        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
