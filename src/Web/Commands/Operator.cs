using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using MediatR;
using Npgsql;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Commands;

/// <summary>Sends use cases as the platform itself, inside an organization or outside.</summary>
public sealed class Operator(IServiceScopeFactory scopes, IMultiTenantStore organizations, DatabaseOptions database)
{
    public async Task<TenantInfo> OrganizationAsync(string slug, CancellationToken ct) =>
        await organizations.FindByIdentifierAsync(slug, ct) ?? throw new VerbException($"There is no organization “{slug}”.");

    public Task<TenantInfo?> FindOrganizationAsync(string slug, CancellationToken ct) => organizations.FindByIdentifierAsync(slug, ct);

    /// <summary>The one, or all of them without a short name.</summary>
    public async Task<IReadOnlyList<TenantInfo>> OrganizationsAsync(string? slug, CancellationToken ct)
    {
        if (slug is not null)
            return [await OrganizationAsync(slug, ct)];

        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var command = source.CreateCommand("SELECT slug FROM organizations ORDER BY slug");
        await using var row = await command.ExecuteReaderAsync(ct);
        List<TenantInfo> all = [];
        while (await row.ReadAsync(ct))
            all.Add(await OrganizationAsync(row.GetString(0), ct));
        return all;
    }

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
