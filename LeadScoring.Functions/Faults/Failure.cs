using Azure;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Signals.States;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Faults;

/// <summary>Tells what passes by itself from what does not.</summary>
internal static class Failure
{
    /// <summary>A dependency that fails temporarily, or a lead that waits for a newer process: try again later.</summary>
    public static bool IsTransient(Exception fault) => fault switch
    {
        RequestFailedException failure => failure.Status is 0 or 408 or 429 or >= 500,
        // An IOException, but the caller's fault: no dependency fails.
        BadHttpRequestException => false,
        NewerStateException or SignalsFormatException { IsNewer: true } => true,
        TopicUnavailableException or TimeoutException or HttpRequestException or IOException => true,
        AggregateException many => many.InnerExceptions.All(IsTransient),
        OperationCanceledException => true,
        _ => false,
    };

    /// <summary>A newer version of the app wrote something: passes when the deploy ends, and never after one was taken back.</summary>
    public static bool IsFromNewerVersion(Exception? fault) => fault is NewerStateException or SignalsFormatException { IsNewer: true };

    /// <summary>Something of the lead cannot be read by this process: a reader of many leads leaves this one out and goes on.</summary>
    public static bool IsLeadSpecific(Exception fault) => !IsTransient(fault) || IsFromNewerVersion(fault);

    /// <summary>The stable code under which a lead with that fault is parked.</summary>
    public static string CodeOf(Exception fault) => fault switch
    {
        NewerStateException or SignalsFormatException { IsNewer: true } => "LS-LEAD-005",
        CorruptStateException => "LS-LEAD-001",
        SignalsFormatException => "LS-LEAD-002",
        ClockException => "LS-LEAD-003",
        LeadTooLargeException or StorageLimitException => "LS-LEAD-004",
        _ => "LS-LEAD-999",
    };

    /// <summary>The reason that is stored and logged: our own messages hold ids only; others' could hold anything, so their type must do.</summary>
    public static string ReasonOf(Exception fault) => fault switch
    {
        CorruptStateException or SignalsFormatException or ClockException or LeadTooLargeException or StorageLimitException => fault.Message,
        TopicUnavailableException topic => $"The topic lead-events does not accept messages: {topic.Reason}.",
        RequestFailedException { Status: 0 } => $"{Dependency.Of(fault) ?? "Storage"} does not answer.",
        RequestFailedException failure => $"{Dependency.Of(fault) ?? "Storage"} answered {failure.Status} {failure.ErrorCode}.",
        // What the clients throw when no try was answered.
        AggregateException => $"{Dependency.Of(fault) ?? "Storage"} does not answer.",
        _ => Dependency.Of(fault) is { } dependency ? $"{dependency}: {fault.GetType().Name}" : fault.GetType().Name,
    };
}
