using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Settings;
using LeadScoring.Domain.Leads;
using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.CrmConnector;

public sealed class SettingsTests : IDisposable
{
    private const string Bus = "Endpoint=sb://my-bus.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b";

    private readonly string _data = Directory.CreateTempSubdirectory("leads-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void Beside_a_local_run_its_data_folder_says_everything()
    {
        Running("http://localhost:7071", "QueueEndpoint=http://127.0.0.1:1/x;");

        var settings = Read("--data", _data);

        Assert.Equal(("crm.csv", TimeSpan.FromSeconds(2), ','), (settings.File, settings.Poll, settings.Separator));
        Assert.EndsWith("csv.json", settings.Mapping, StringComparison.Ordinal);
        Assert.Equal("QueueEndpoint=http://127.0.0.1:1/x;", settings.Storage());
        Assert.Equal(new AppAddress(new Uri("http://localhost:7071/"), "the-key"), settings.App());
    }

    [Fact]
    public void A_local_run_that_is_started_again_is_found_on_its_new_ports()
    {
        Running("http://localhost:7071", "first=1");
        var settings = Read("--data", _data);

        File.Delete(Path.Combine(_data, LocalApp.RunningFile));
        Assert.Contains("./run", Assert.Throws<AppNotRunningException>(settings.Storage).Message, StringComparison.Ordinal);
        Running("http://localhost:7072", "second=2");

        Assert.Equal("second=2", settings.Storage());
        Assert.Equal("http://localhost:7072/", settings.App().Url.ToString());
    }

    [Fact]
    public void Without_a_local_run_everything_can_be_named()
    {
        var settings = Read("--data", _data, "--connection=UseDevelopmentStorage=true", "--url", "https://scoring.example/base", "--key", "k", "--file", "my.csv", "--poll", "00:00:05", "--separator", ";");

        Assert.Equal(("my.csv", TimeSpan.FromSeconds(5), ';', "UseDevelopmentStorage=true"), (settings.File, settings.Poll, settings.Separator, settings.Storage()));
        Assert.Equal("https://scoring.example/base/", settings.App().Url.ToString());
    }

    [Fact]
    public void A_local_run_with_a_bus_says_where_it_is()
    {
        File.WriteAllText(Path.Combine(_data, LocalApp.RunningFile), """{ "url": "http://localhost:7071", "storage": "first=1", "serviceBus": "Endpoint=sb://127.0.0.1:5672" }""");
        File.WriteAllText(Path.Combine(_data, LocalApp.KeysFile), """{ "functionKey": "the-key" }""");

        var settings = Read("--data", _data, "--sessions", "5");

        Assert.Equal(("Endpoint=sb://127.0.0.1:5672", 5, "the-key"), (settings.ServiceBus, settings.Sessions, settings.App().Key));
        Assert.Null(Read("--data", _data, "--connection", "UseDevelopmentStorage=true").ServiceBus);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("257")]
    [InlineData("many")]
    public void A_number_of_sessions_that_is_none_is_refused(string sessions)
    {
        Running("http://localhost:7071", "first=1");

        var refused = Assert.Throws<SettingException>(() => Read("--data", _data, "--sessions", sessions));

        Assert.Contains($"Crm:Sessions is '{sessions}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ServiceBus", Bus)]
    [InlineData("ServiceBus:fullyQualifiedNamespace", "my-bus.servicebus.windows.net")]
    public void With_a_namespace_no_local_run_is_looked_for(string setting, string value)
    {
        var settings = SettingsReader.Read(Configuration((setting, value), ("Crm:Url", "https://scoring.example"), ("Crm:Key", "k"), ("Crm:Data", _data)));

        Assert.Equal(value, settings.ServiceBus ?? settings.Namespace);
    }

    [Theory]
    [InlineData("Crm:Poll", "2", "'2'", "00:00:02")]
    [InlineData("Crm:Poll", "soon", "'soon'", "00:00:02")]
    [InlineData("Crm:Poll", "00:00:00", "'00:00:00'", "00:00:02")]
    [InlineData("Crm:Separator", "|", "'|'", "'tab'")]
    [InlineData("Crm:Url", "localhost:7071", "'localhost:7071'", "http://localhost:7071")]
    [InlineData("Crm:Connection", "secret", "not a connection string", "UseDevelopmentStorage=true")]
    [InlineData("ServiceBus", "secret", "not a connection string", "Endpoint=sb://")]
    [InlineData("ServiceBus:fullyQualifiedNamespace", "sb://my-bus/", "'sb://my-bus/'", "my-bus.servicebus.windows.net")]
    public void A_bad_value_is_named_with_its_setting_and_an_example(string setting, string value, string shown, string example)
    {
        Running("http://localhost:7071", "x=1");

        var wrong = Assert.Throws<SettingException>(() => SettingsReader.Read(Configuration((setting, value), ("Crm:Data", _data))));

        Assert.Contains(setting, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(shown, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(example, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Crm:Url")]
    [InlineData("Crm:Key")]
    public void With_a_namespace_the_app_must_be_named(string missing)
    {
        (string, string)[] all = [("ServiceBus", Bus), ("Crm:Url", "https://scoring.example"), ("Crm:Key", "k")];

        var wrong = Assert.Throws<SettingException>(() => SettingsReader.Read(Configuration([.. all.Where(setting => setting.Item1 != missing)])));

        Assert.Contains(missing, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_runs_it_says_how_to_start_it()
    {
        var wrong = Assert.Throws<SettingException>(() => Read("--data", _data));

        Assert.Contains("Crm:Connection", wrong.Message, StringComparison.Ordinal);
        Assert.Contains($"'{_data}'", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("./run", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("UseDevelopmentStorage=true", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--fiel", "x", "'--fiel'")]
    [InlineData("--file", "--poll", "--file has no value")]
    [InlineData("--poll", null, "--poll has no value")]
    public void An_option_that_is_not_known_or_has_no_value_is_named(string first, string? second, string expected)
    {
        string[] arguments = second is null ? [first] : [first, second];

        var wrong = Assert.Throws<SettingException>(() => CommandLine.Parse(arguments));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("usage: ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_has_one_connector()
    {
        var file = Path.Combine(_data, "crm.csv");
        using (OneWriter.Take(file))
            Assert.Contains("Crm:File", Assert.Throws<SettingException>(() => OneWriter.Take(file)).Message, StringComparison.Ordinal);

        OneWriter.Take(file).Dispose();
    }

    private static ConnectorSettings Read(params string[] arguments) =>
        SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(CommandLine.Parse(arguments)).Build());

    private static IConfigurationRoot Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();

    private void Running(string url, string storage)
    {
        File.WriteAllText(Path.Combine(_data, LocalApp.RunningFile), $$"""{ "url": "{{url}}", "storage": "{{storage}}" }""");
        File.WriteAllText(Path.Combine(_data, LocalApp.KeysFile), """{ "functionKey": "the-key", "installationKey": "x" }""");
    }
}
