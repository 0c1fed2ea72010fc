namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>Fails a test by an answer of the app that docs/reference/openapi.json does not describe, whatever the test is about.</summary>
internal sealed class CheckedAnswers() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var read = await ApiAnswer.Read(answer, cancellationToken);
        var faults = ApiContract.OfFile.Faults(read);
        if (faults.Count > 0)
            Assert.Fail($"{read.Method} {answer.RequestMessage!.RequestUri} is not answered as docs/reference/openapi.json says:\n{string.Join('\n', faults)}\n{read.Text}");
        Assert.False(
            ApiContract.OfFile.Find(read.Method, read.Path)?.Description["x-roles"] is not null && read.Headers.GetValueOrDefault("Cache-Control") != "no-store",
            $"{read.Method} {read.Path} {read.Status} may be kept by a cache");
        return answer;
    }
}
