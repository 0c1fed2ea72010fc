using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text;

using LeadScoring.Functions.Access.Callers;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Tests.Access;

/// <summary>The gate in the pipeline of the Functions worker, as the genuine worker classes call it.</summary>
public sealed class MiddlewareTests
{
    private const string List = "LeadScoring.Functions.Models.ModelFunctions.List";

    [Theory]
    [InlineData("read", true)]
    [InlineData("ingest", false)]
    [InlineData("wrong", false)]
    public async Task The_worker_calls_a_function_only_for_a_caller_with_its_role(string caller, bool calls)
    {
        var context = new FakeContext(List, "httpTrigger", TestKeys.Sent[caller]);

        var called = await Invoke(context);

        Assert.Equal(calls, called);
        Assert.Equal(calls ? 200 : caller == "wrong" ? 401 : 403, await StatusOf(context.GetInvocationResult().Value));
    }

    [Theory]
    [InlineData("queueTrigger")]
    [InlineData("timerTrigger")]
    public async Task A_function_without_a_request_passes(string trigger) => Assert.True(await Invoke(new FakeContext("LeadScoring.Functions.Timers.ApplyDecay.Run", trigger, key: null)));

    [Fact]
    public async Task An_http_function_whose_request_or_method_is_not_found_is_not_called()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Invoke(new FakeContext(List, "httpTrigger", key: null)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Invoke(new FakeContext(List + "Nothing", "httpTrigger", TestKeys.Sent["admin"])));
    }

    private static async Task<bool> Invoke(FakeContext context)
    {
        var called = false;
        await new AccessMiddleware(new InMemoryApp(access: TestKeys.Settings).Get<AccessGate>()).Invoke(context, _ =>
        {
            called = true;
            context.GetInvocationResult().Value = new OkResult();
            return Task.CompletedTask;
        });
        return called;
    }

    private static async Task<int> StatusOf(object? result)
    {
        if (result is OkResult ok)
            return ok.StatusCode;
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await ((IActionResult)result!).ExecuteResultAsync(new ActionContext { HttpContext = http });
        return http.Response.StatusCode;
    }

    // The worker's own context is internal, and so is the feature that holds the result.
    private sealed class FakeContext : FunctionContext
    {
        public FakeContext(string entryPoint, string trigger, string? key)
        {
            FunctionDefinition = new FakeDefinition(entryPoint, trigger);
            var type = typeof(FunctionContext).Assembly.GetTypes().Single(static type => type.Name == "IFunctionBindingsFeature");
            Features = new FakeFeatures(type, (typeof(DispatchProxy).GetMethods().Single(static method => method is { Name: "Create", IsGenericMethod: true }).MakeGenericMethod(type, typeof(Bindings)).Invoke(null, null))!);
            if (key is null)
                return;
            var http = new DefaultHttpContext();
            http.Request.Headers["x-api-key"] = key;
            http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(""));
            Items["HttpRequestContext"] = http;
        }

        public override string InvocationId => "1";

        public override string FunctionId => "1";

        public override TraceContext TraceContext => null!;

        public override BindingContext BindingContext => null!;

        public override RetryContext RetryContext => null!;

        public override IServiceProvider InstanceServices { get; set; } = null!;

        public override FunctionDefinition FunctionDefinition { get; }

        public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

        public override IInvocationFeatures Features { get; }
    }

    private sealed class FakeDefinition(string entryPoint, string trigger) : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters => [];

        public override string PathToAssembly => "";

        public override string EntryPoint => entryPoint;

        public override string Id => "1";

        public override string Name => "Fake";

        public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = ImmutableDictionary<string, BindingMetadata>.Empty.Add("request", new FakeBinding(trigger));

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    private sealed class FakeBinding(string type) : BindingMetadata
    {
        public override string Name => "request";

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }

    private sealed class FakeFeatures(Type type, object feature) : IInvocationFeatures
    {
        public void Set<T>(T instance) => throw new NotSupportedException();

        public T Get<T>() => typeof(T) == type ? (T)feature : default!;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }

    /// <summary>Holds the result.</summary>
    public class Bindings : DispatchProxy
    {
        private object? _result;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_InvocationResult" => _result,
            "set_InvocationResult" => _result = args![0],
            _ => throw new NotSupportedException(targetMethod.Name),
        };
    }
}
