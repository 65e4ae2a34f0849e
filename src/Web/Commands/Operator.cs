using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Tenancy;
using MediatR;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Commands;

/// <summary>Sends use cases as the platform itself, inside an organization or outside.</summary>
public sealed class Operator(IServiceScopeFactory scopes, IMultiTenantStore organizations)
{
    public async Task<TenantInfo> OrganizationAsync(string slug, CancellationToken ct) =>
        await organizations.FindByIdentifierAsync(slug, ct) ?? throw new VerbException($"There is no organization “{slug}”.");

    public Task<TenantInfo?> FindOrganizationAsync(string slug, CancellationToken ct) => organizations.FindByIdentifierAsync(slug, ct);

    /// <param name="request">What to send.</param>
    /// <param name="organization">Inside which organization; null for outside.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="principal">By which rights; null for the platform's own.</param>
    public async Task<T> SendAsync<T>(IRequest<Result<T>> request, TenantInfo? organization, CancellationToken ct, Principal? principal = null) =>
        (await TrySendAsync(request, organization, ct, principal)).Match(value => value, error => throw new VerbException(Sentence(error)));

    public async Task<Result<T>> TrySendAsync<T>(IRequest<Result<T>> request, TenantInfo? organization, CancellationToken ct, Principal? principal = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (organization is not null)
            scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(organization);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(principal ?? Principal.Platform);
        scope.ServiceProvider.GetRequiredService<IProvenance>().Set(new Provenance(Provenance.Verb));
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, ct);
    }

    private static string Sentence(Error error) => error.Fields is { Count: > 0 } fields
        ? string.Join(' ', fields.SelectMany(field => field.Value))
        : error.Message;
}
