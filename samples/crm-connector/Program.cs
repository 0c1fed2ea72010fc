using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Mapping;
using LeadScoring.CrmConnector.Settings;

namespace LeadScoring.CrmConnector;

/// <summary>The sample connector: messages of the subscription <c>crm-sync</c> into a spreadsheet, and what sales writes there back.</summary>
public static class Program
{
    /// <returns>1 when a setting is wrong; it says which.</returns>
    public static async Task<int> Main(string[] args)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }

        try
        {
            await Run(args);
            return 0;
        }
        catch (SettingException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
    }

    private static async Task Run(string[] args)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        // The later wins.
        builder.Configuration
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(CommandLine.Parse(args));
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole(static console => console.SingleLine = true);

        var settings = SettingsReader.Read(builder.Configuration);
        builder.Services.AddConnector(settings, MappingReader.ReadFile(settings.Mapping));
        using var single = OneWriter.Take(settings.File);
        using var host = builder.Build();
        Console.WriteLine($"The CRM is {Path.GetFullPath(settings.File)}: open it in a spreadsheet, write an outcome, save and close. Ctrl-C stops.");
        await host.RunAsync();
    }
}
