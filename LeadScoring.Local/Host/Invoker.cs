using System.Reflection;

namespace LeadScoring.Local.Host;

/// <summary>Calls a function on a new instance of its class, made from the services of one scope.</summary>
internal static class Invoker
{
    /// <summary>The value a function returns, awaited; null when it returns none.</summary>
    public static async Task<object?> Invoke(Function function, IServiceProvider services, object?[] arguments)
    {
        var target = function.Method.IsStatic ? null : ActivatorUtilities.CreateInstance(services, function.Method.DeclaringType!);
        try
        {
            return await Awaited(function.Method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));
        }
        finally
        {
            if (target is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (target as IDisposable)?.Dispose();
        }
    }

    private static async Task<object?> Awaited(object? returned)
    {
        if (returned is ValueTask nothing)
        {
            await nothing;
            return null;
        }
        if (returned is not Task task)
            return returned;
        await task;
        // Task<T> of whatever T; a plain Task from an async method is a Task<VoidTaskResult>.
        return task.GetType().GetProperty("Result") is { } result && result.PropertyType.Name != "VoidTaskResult" ? result.GetValue(task) : null;
    }
}
