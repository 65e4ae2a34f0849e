using Financbase.Benchmarks.Measuring;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Financbase.Benchmarks.Scenarios;

/// <summary>Telling whose an API key is, as every request of the API does, and a whole small request for comparison.</summary>
internal sealed class ApiKeyCheck : IScenario
{
    private const int Checks = 50_000;
    private const int Requests = 4_000;
    /// <summary>A process that just began compiles its code anew several times before it is at its best.</summary>
    private const int WarmUpRequests = 8_000;

    private const int Connections = 8;

    public string Name => "api-key";

    public string Describes => "the check of an API key that was seen before; and a request that reads one organization";

    public async Task<IReadOnlyList<Measure>> RunAsync(CancellationToken ct)
    {
        await using var stage = await Stage.SetAsync();
        await Load.RunAsync(1, Checks / 10, _ => CheckAsync(stage));
        var alone = await Load.RunAsync(1, Checks, _ => CheckAsync(stage));
        var together = await Load.RunAsync(Connections, Checks, _ => CheckAsync(stage));

        await using var web = stage.Run("web");
        using var api = stage.Api(await web.AddressAsync());
        await Load.RunAsync(Connections, WarmUpRequests, _ => AskAsync(api));
        var requests = await Load.RunAsync(Connections, Requests, _ => AskAsync(api));
        return
        [
            new("one after the other, 95 of 100 within", alone.Percentile(0.95), "ms", Goal.Most(1)),
            new($"{Connections} at once, 95 of 100 within", together.Percentile(0.95), "ms", Goal.Most(1)),
            new($"checks at {Connections} at once", together.PerSecond, "checks/s"),
            new($"GET /api/organization, {Connections} at once, 95 of 100", requests.Percentile(0.95), "ms"),
            new($"GET /api/organization, {Connections} at once", requests.PerSecond, "requests/s"),
        ];
    }

    private static async Task CheckAsync(Stage stage)
    {
        await using var scope = stage.App.CreateScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Path = "/api/organization";
        http.Request.Headers.Authorization = $"Bearer {stage.Key}";
        var checkedKey = await http.AuthenticateAsync();
        if (!checkedKey.Succeeded)
            throw new InvalidOperationException("The key was refused.");
    }

    private static async Task AskAsync(HttpClient api) => await Stage.DataAsync(await api.GetAsync("/api/organization"));
}
