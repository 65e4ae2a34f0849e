using System.Text.Json;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Tenancy;
using Microsoft.Extensions.Caching.Memory;

namespace Financbase.Infrastructure.Workflows.Plans;

/// <summary><c>organization.*</c> of templates and conditions: public facts, at most a minute old.</summary>
internal sealed class OrganizationFacts(IMultiTenantStore store) : IDisposable
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _facts = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public ValueTask<JsonElement> GetAsync(OrganizationId id, CancellationToken ct) =>
        _facts.TryGetValue(id, out JsonElement facts) ? ValueTask.FromResult(facts) : LoadAsync(id, ct);

    public void Dispose() => _facts.Dispose();

    private async ValueTask<JsonElement> LoadAsync(OrganizationId id, CancellationToken ct)
    {
        var organization = await store.FindByIdAsync(id, ct)
            ?? throw new InvalidOperationException($"There is no organization {id}.");
        var facts = JsonSerializer.SerializeToElement(
            new { id, slug = organization.Identifier, name = organization.Name, baseCurrency = organization.BaseCurrency.Code },
            WireJson.Options);
        return _facts.Set(id, facts, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Keep });
    }
}
