using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Local;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Commands;

/// <summary><c>leads import</c> and <c>leads send</c> against the real app, which they find by its data folder.</summary>
[Needs(Need.Processes)]
public sealed class FileCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("import").FullName;

    [Fact]
    public async Task A_file_is_imported_and_events_of_a_vendor_are_sent()
    {
        await using var app = await App.Start();

        Assert.Equal(2, await Program.Main(["import", Write("email,company\nann@acme.example,Acme\nnobody,Acme\n"), "--data", app.Data, "--map", "company:profile.employer"]));
        Assert.Equal(1, await Program.Main(["import", Write("name\nAnn\n"), "--data", app.Data]));
        Assert.Equal(1, await Program.Main(["import", Path.Combine(_folder, "missing.csv"), "--data", app.Data]));
        Assert.Equal(0, await Program.Main(["send", "typeform", "--data", app.Data, "--email", "sue@acme.example", "--count", "2"]));
        Assert.Equal(1, await Program.Main(["send", "typeform", "--data", app.Data, "--secret", "wrong"]));
        Assert.Equal(1, await Program.Main(["send", "typeform", "--data", app.Data, "--event", "no such event"]));
        Assert.Equal(1, await Program.Main(["send", "nobody", "--data", app.Data]));
        await app.WaitUntilIdle();

        Assert.Equal(0, await Program.Main(["list", "--data", app.Data, "--limit", "5"]));
        Assert.Equal(0, await Program.Main(["list", "--data", app.Data, "--json"]));
        Assert.Equal(1, await Program.Main(["list", "--data", app.Data, "--filter", "nothing=x"]));
        Assert.Equal(0, await Program.Main(["why", "ann@acme.example", "--data", app.Data]));
        Assert.Equal(1, await Program.Main(["why", "nobody@acme.example", "--data", app.Data]));
        Assert.Equal(0, await Program.Main(["messages", "--data", app.Data, "--limit", "5"]));

        using var ann = JsonDocument.Parse(await app.Http.GetStringAsync("/api/v1/leads/ann%40acme.example"));
        Assert.Equal("Acme", ann.RootElement.GetProperty("profile").GetProperty("employer").GetString());
        using var sue = JsonDocument.Parse(await app.Http.GetStringAsync("/api/v1/leads/sue%40acme.example/timeline"));
        Assert.Equal(2, sue.RootElement.GetProperty("entries").EnumerateArray().Count(static entry => entry.GetProperty("kind").GetString() == "event"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text)
    {
        var file = Path.Combine(_folder, "leads.csv");
        File.WriteAllText(file, text);
        return file;
    }
}
