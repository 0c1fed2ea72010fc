using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeadScoring.Tests.Standins;

/// <summary>What trigger classes and Program.cs name of the Functions worker.</summary>
public sealed class WorkerContractTests
{
    [Fact]
    public void Trigger_attributes_say_what_they_were_given()
    {
        var http = new HttpTriggerAttribute(AuthorizationLevel.Anonymous, "get", "post") { Route = "v1/leads/{id}" };
        var timer = new TimerTriggerAttribute("0 0 1 * * *") { RunOnStartup = true };
        var queue = new QueueTriggerAttribute("lead-rescore") { Connection = "Storage" };

        Assert.Equal((AuthorizationLevel.Anonymous, "v1/leads/{id}"), (http.AuthLevel, http.Route));
        Assert.Equal(["get", "post"], http.Methods!);
        Assert.Equal(("0 0 1 * * *", true, true), (timer.Schedule, timer.RunOnStartup, timer.UseMonitor));
        Assert.Equal(("lead-rescore", "Storage"), (queue.QueueName, queue.Connection));
        Assert.Equal("RescoreLeads", new FunctionAttribute("RescoreLeads").Name);
    }

    [StandinFact]
    public async Task The_stand_in_host_has_the_services_and_does_not_run()
    {
        var before = Environment.ExitCode;
        try
        {
            var builder = FunctionsApplication.CreateBuilder([]).ConfigureFunctionsWebApplication();
            builder.Services.AddSingleton("a service");
            using var host = builder.Build();

            Assert.Equal("a service", host.Services.GetRequiredService<string>());
            await host.RunAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            // This process is the test runner.
            Environment.ExitCode = before;
        }
    }
}
