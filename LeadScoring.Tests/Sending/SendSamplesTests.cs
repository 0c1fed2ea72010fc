using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Local.Files;
using LeadScoring.Local.Sending;
using LeadScoring.Tests.Sources;

namespace LeadScoring.Tests.Sending;

/// <summary>What <c>leads send</c> sends: of every source, signed as its vendor signs, understood whole, and new each time.</summary>
public sealed class SendSamplesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("send").FullName;

    public static TheoryData<string, string> Events()
    {
        var data = new TheoryData<string, string>();
        foreach (var source in new SourceCatalog().All)
        {
            foreach (var name in Sample(source.Name).Events)
                data.Add(source.Name, name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task An_event_is_taken_whole_and_sent_again_it_is_a_new_one(string name, string eventName)
    {
        var hooks = new HookApp();
        var source = hooks.Source(name);
        var (sample, way, secrets) = (Sample(name), source.Verifiers[0], TestSecrets.ReadOrCreate(_folder));
        foreach (var (secret, value) in secrets.Told)
            hooks.App.Secrets[secret] = value;
        var document = sample.Connection();
        document["secrets"] = new JsonArray([.. secrets.Names(way).Select(static secret => new JsonObject { ["name"] = secret.Name, ["use"] = secret.Use })]);
        document["url"] = "https://leads-send.example/hooks";
        var (status, saved) = await hooks.Put(name, "test", document.ToJsonString());
        Assert.True(status == 200, saved.ToString());

        var events = 0;
        for (var time = 0; time < 2; time++)
        {
            var now = hooks.App.Clock.GetUtcNow();
            var delivery = new Vendor(way, "https://leads-send.example/hooks").Sign(sample.Delivery(eventName, new FreshValues("sue@acme.example", now)), secrets.For(way), secrets.Plain, now);
            var reply = await hooks.Post(name, "test", delivery);

            Assert.Equal((source.Answer, 0, 0), (reply.Status, reply.Count("duplicates"), reply.Count("rejected")));
            Assert.True(reply.Count("accepted") > 0, reply.Text);
            events += reply.Count("accepted");
        }

        Assert.Equal(events, hooks.Events.Count);
        Assert.All(hooks.Events, captured => Assert.Equal(hooks.App.Clock.GetUtcNow().Date, captured.Event.OccurredAt.Date));
    }

    [Fact]
    public void The_secrets_of_a_data_folder_are_made_once_and_read_by_their_owner_only()
    {
        var made = TestSecrets.ReadOrCreate(_folder);

        Assert.Equal(made, TestSecrets.ReadOrCreate(_folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "send-secrets.json")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SampleSource Sample(string source) => SampleSource.Find(source) ?? throw new ArgumentException($"{source} has no sample", nameof(source));
}
