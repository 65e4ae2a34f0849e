using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Infrastructure.Tenancy;

/// <summary>
/// Sends a use case as the platform inside every active organization, one after the other, each behind its own walls. One that fails is
/// written to the log and holds up no other.
/// </summary>
public sealed partial class EachOrganization(DataSources dataSources, IServiceScopeFactory scopes, ILogger<EachOrganization> logger)
{
    /// <param name="request">Made anew for each.</param>
    /// <param name="again">Whether to send it once more after this answer, where it works in portions.</param>
    /// <param name="ct">Stops between two.</param>
    public Task SendAsync<T>(Func<IRequest<Result<T>>> request, CancellationToken ct, Func<T, bool>? again = null) => ForEachAsync(
        request().GetType().Name,
        async (sender, stop) =>
        {
            while ((await sender.Send(request(), stop)).Match(answer => again?.Invoke(answer) == true, error => throw new InvalidOperationException(error.Message)))
                stop.ThrowIfCancellationRequested();
        },
        ct);

    /// <summary>Several use cases inside each organization, each in a transaction of its own.</summary>
    /// <param name="what">What the log calls it.</param>
    /// <param name="work">Sends as the platform inside one organization.</param>
    /// <param name="ct">Stops between two.</param>
    public async Task ForEachAsync(string what, Func<ISender, CancellationToken, Task> work, CancellationToken ct)
    {
        foreach (var organization in await ActiveAsync(ct))
        {
            try
            {
                await EnterAsync(organization, work, ct);
            }
            catch (Exception failed) when (!ct.IsCancellationRequested)
            {
                Failed(failed, what, organization.Value);
            }
        }
    }

    private async Task EnterAsync(OrganizationId organization, Func<ISender, CancellationToken, Task> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IMultiTenantStore>().FindByIdAsync(organization, ct) is not { } found)
            return;

        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(found);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(Principal.Platform);
        await work(scope.ServiceProvider.GetRequiredService<ISender>(), ct);
    }

    private async Task<IReadOnlyList<OrganizationId>> ActiveAsync(CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand("SELECT id FROM organizations WHERE state = 'active' ORDER BY id");
        await using var row = await command.ExecuteReaderAsync(ct);
        var active = new List<OrganizationId>();
        while (await row.ReadAsync(ct))
            active.Add(new OrganizationId(row.GetGuid(0)));
        return active;
    }

    [LoggerMessage(LogLevel.Error, "{Work} failed for organization {OrganizationId}; it is tried again the next time")]
    private partial void Failed(Exception exception, string work, Guid organizationId);
}
