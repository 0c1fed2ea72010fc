using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Infra;

/// <summary>The settings of the template are documented, and the app runs with them.</summary>
[Needs(Need.Processes)]
public sealed partial class SettingsAgreementTests
{
    // Read by the Functions host or the Azure libraries, and why it is there.
    private static readonly Dictionary<string, string> ReadByTheHost = new(StringComparer.Ordinal)
    {
        ["AzureWebJobsStorage__credential"] = "the host takes a managed identity and nothing else",
        ["AzureWebJobsStorage__blobServiceUri"] = "leases and function keys",
        ["ServiceBus__credential"] = "as the storage connections; a trigger on the topic would read it",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "where the host sends its telemetry",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "with which identity",
    };

    // A plan of another kind needs these; on Flex Consumption they are errors or do nothing.
    private static readonly string[] NotOnFlex = ["FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_", "AzureWebJobsDashboard", "SCM_"];

    [Fact]
    public void The_app_starts_with_the_settings_of_the_template()
    {
        var options = SettingsReader.Read(AppSettings.Read());

        Assert.Equal((32, "https://func.example", TimeSpan.Zero, false), (options.InstallationKey.Length, options.PublicUrl, options.ClockOffset, options.SingleProcess));
        Assert.Equal("https://www.acme.example", Assert.Single(TrackingSettings.Read(AppSettings.Read()).Origins));
    }

    [Fact]
    public async Task The_queues_are_in_the_account_of_the_host_whose_triggers_read_them() =>
        Assert.Equal("https://host.queue.core.windows.net/", await Made<QueueServiceClient, string>(static queues => queues.Uri.AbsoluteUri));

    [Fact]
    public async Task The_tables_are_in_the_account_of_the_data() =>
        Assert.Equal("https://data.table.core.windows.net/", await Made<TableServiceClient, string>(static tables => tables.Uri.AbsoluteUri));

    [Fact]
    public async Task Messages_go_to_the_namespace() =>
        Assert.Equal("bus.servicebus.windows.net", await Made<ServiceBusClient, string>(static bus => bus.FullyQualifiedNamespace));

    [Fact]
    public void Each_setting_is_documented_or_read_by_the_host()
    {
        var unknown = AppSettings.Written.Keys.Except(ReadByTheHost.Keys, StringComparer.Ordinal).Where(static name => !name.StartsWith("DataStorage__", StringComparison.Ordinal)).Except(Documented(), StringComparer.Ordinal);

        Assert.Empty(unknown);
        Assert.Empty(ReadByTheHost.Keys.Except(AppSettings.Written.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_of_the_data_account_are_documented() =>
        Assert.Empty(AppSettings.Written.Keys.Where(static name => name.StartsWith("DataStorage__", StringComparison.Ordinal)).Except(Documented(), StringComparer.Ordinal));

    [Fact]
    public void Required_settings_are_set()
    {
        var required = Rows().Where(static row => row.EndsWith("| required |", StringComparison.Ordinal)).SelectMany(Names).ToList();

        Assert.Contains("LeadScoring__InstallationKey", required);
        Assert.Empty(required.Except(AppSettings.Written.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void No_setting_belongs_to_another_plan() =>
        Assert.DoesNotContain(AppSettings.Written.Keys, static name => NotOnFlex.Any(start => name.StartsWith(start, StringComparison.Ordinal)));

    [Fact]
    public void No_storage_or_bus_is_reached_by_a_connection_string()
    {
        Assert.DoesNotContain("AzureWebJobsStorage", AppSettings.Written.Keys);
        Assert.DoesNotContain("DataStorage", AppSettings.Written.Keys);
        Assert.DoesNotContain("ServiceBus", AppSettings.Written.Keys);
        Assert.All(AppSettings.Written.Where(static setting => setting.Key.EndsWith("__credential", StringComparison.Ordinal)), static setting => Assert.Equal("\"managedidentity\"", setting.Value));
        Assert.Equal(3, AppSettings.Written.Count(static setting => setting.Key.EndsWith("__credential", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_secret_is_a_reference_to_the_vault_under_the_name_that_connections_give()
    {
        var secrets = Template.Committed.Module("app").Var("secretSettings");

        Assert.Equal("'LeadScoring__Secrets__${trim(secretName)}'", secrets.At("body/name").Shown());
        Assert.Equal("'@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${replace(trim(secretName), '_', '-')})'", secrets.At("body/value").Shown());
        Assert.Null(new ConfiguredSecrets(new Microsoft.Extensions.Configuration.ConfigurationManager { ["LeadScoring:Secrets:a"] = "@Microsoft.KeyVault(VaultName=x;SecretName=a)" }).Find("a"));
    }

    [Fact]
    public void A_key_of_the_template_is_a_key_of_the_app()
    {
        var keys = Template.Committed.Module("app").Var("accessSettings");
        var made = Local.Keys.NewKey.Create("crm", "next", [Functions.Access.Role.Connector], TimeSpan.FromDays(1), TimeProvider.System);
        var pair = $"crm__next={made.Value}".Split('=');

        // As the expressions of the template do it.
        Assert.Equal("'LeadScoring__Access__Keys__${trim(first(split(pair, '=')))}'", keys.At("body/name").Shown());
        Assert.Equal("join(skip(split(pair, '='), 1), '=')", keys.At("body/value").Shown());
        Assert.Equal((made.Setting, made.Value), ($"LeadScoring__Access__Keys__{pair[0]}", string.Join('=', pair[1..])));
        Assert.DoesNotContain(';', made.Value);
    }

    [Fact]
    public void A_session_is_never_required_by_the_platform_and_the_app_believes_it_only_there()
    {
        var signIn = Template.Committed.Module("app").Find("signIn").Body;

        Assert.Contains("AllowAnonymous", signIn.Shown(), StringComparison.Ordinal);
        Assert.Equal("empty(signInClientId) ? 'off' : 'app-service'", AppSettings.Written["LeadScoring__Access__SignIn"]);
    }

    // What a client that the app makes of the settings says of itself.
    private static async Task<TResult> Made<T, TResult>(Func<T, TResult> says)
        where T : notnull
    {
        await using var services = new ServiceCollection().AddLogging().AddLeadScoring(AppSettings.Read()).BuildServiceProvider();
        return says(services.GetRequiredService<T>());
    }

    private static IEnumerable<string> Documented() => Rows().SelectMany(Names);

    private static IEnumerable<string> Rows() => Checkout.Text("docs/reference/settings.md").Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal));

    private static IEnumerable<string> Names(string row) => InBackticks().Matches(row.Split('|')[1]).Select(static name => name.Groups["name"].Value);

    [GeneratedRegex("`(?<name>[A-Za-z_{}]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex InBackticks();
}
