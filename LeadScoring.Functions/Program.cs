using LeadScoring.Functions.Access.Callers;

using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace LeadScoring.Functions;

/// <summary>The Function App.</summary>
public static class Program
{
    /// <summary>Starts the worker; the Functions host calls it.</summary>
    public static async Task Main(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        // After the worker's own, which gives each invocation its request.
        builder.UseMiddleware<AccessMiddleware>();
        builder.Services.AddLeadScoring(builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration);
        await builder.Build().RunAsync();
    }
}
