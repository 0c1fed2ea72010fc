using Azure.Data.Tables;
using Azure.Storage.Queues;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;
using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Configuration;

public sealed class StorageConnectionTests
{
    private const string Emulator = "UseDevelopmentStorage=true";
    private const string OtherAccount = "DefaultEndpointsProtocol=https;AccountName=other;AccountKey=a2V5;";

    [Fact]
    public void One_connection_string_serves_tables_and_queues()
    {
        var settings = Settings(("AzureWebJobsStorage", Emulator));

        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1", TablesOf(settings));
        Assert.Equal("http://127.0.0.1:10001/devstoreaccount1", QueuesOf(settings));
    }

    [Theory]
    [InlineData("DataStorage", OtherAccount)]
    [InlineData("DataStorage:accountName", "other")]
    [InlineData("DataStorage:tableServiceUri", "https://other.table.core.windows.net")]
    public void Tables_may_be_in_a_separate_account(string setting, string value)
    {
        var settings = Settings(("AzureWebJobsStorage", Emulator), (setting, value));

        Assert.Equal("https://other.table.core.windows.net", TablesOf(settings));
        Assert.Equal("http://127.0.0.1:10001/devstoreaccount1", QueuesOf(settings));
    }

    [Fact]
    public void An_identity_needs_the_accounts_name_or_the_addresses_of_its_services()
    {
        var byName = Settings(("AzureWebJobsStorage:accountName", "leads"), ("AzureWebJobsStorage:credential", "managedidentity"));
        Assert.Equal(("https://leads.table.core.windows.net", "https://leads.queue.core.windows.net"), (TablesOf(byName), QueuesOf(byName)));

        var byAddress = Settings(("AzureWebJobsStorage:queueServiceUri", "https://leads.queue.example"), ("AzureWebJobsStorage:tableServiceUri", "https://leads.table.example"));
        Assert.Equal(("https://leads.table.example", "https://leads.queue.example"), (TablesOf(byAddress), QueuesOf(byAddress)));
    }

    [Fact]
    public void An_empty_setting_counts_as_missing() =>
        Assert.False(new StorageConnection(Settings(("AzureWebJobsStorage", ""), ("AzureWebJobsStorage:accountName", ""), ("AzureWebJobsStorage:clientId", "x")), "AzureWebJobsStorage").IsSet);

    [Theory]
    [InlineData("AzureWebJobsStorage", "no connection string", "AzureWebJobsStorage is not a connection string")]
    [InlineData("AzureWebJobsStorage:queueServiceUri", "http://leads.queue.core.windows.net", "AzureWebJobsStorage:queueServiceUri is 'http://leads.queue.core.windows.net'")]
    [InlineData("AzureWebJobsStorage:queueServiceUri", "leads", "AzureWebJobsStorage:queueServiceUri is 'leads'")]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "https://leads.table.core.windows.net", "AzureWebJobsStorage:queueServiceUri is missing")]
    [InlineData("Other", "", "AzureWebJobsStorage is missing")]
    public void A_missing_or_unusable_setting_is_named(string setting, string value, string told)
    {
        var message = Assert.Throws<SettingException>(() => QueuesOf(Settings((setting, value)))).Message;

        Assert.Contains(told, message, StringComparison.Ordinal);
        Assert.Contains("rite", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_not_shown()
    {
        var message = Assert.Throws<SettingException>(() => QueuesOf(Settings(("AzureWebJobsStorage", "AccountName=leads;AccountKey;secret-part")))).Message;
        Assert.DoesNotContain("secret-part", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_kind_of_credential_is_refused_with_the_known_one()
    {
        var message = Assert.Throws<SettingException>(() => QueuesOf(Settings(("AzureWebJobsStorage:accountName", "leads"), ("AzureWebJobsStorage:credential", "password")))).Message;
        Assert.Equal("The setting AzureWebJobsStorage:credential is 'password'; write 'managedidentity', or leave it out.", message);
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();

    private static string TablesOf(IConfiguration settings) => StorageConnection.OfTables(settings).Tables(new TableClientOptions()).Uri.ToString().TrimEnd('/');

    private static string QueuesOf(IConfiguration settings) => StorageConnection.OfQueues(settings).Queues(new QueueClientOptions()).Uri.ToString().TrimEnd('/');
}
