using System.Globalization;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>Sends the use cases of a step; the error is the step's.</summary>
internal delegate Task<Result<JsonElement>> StepWork(ISender sender, CancellationToken ct);

/// <summary>
/// Lets a step send use cases as its workflow's service member: in a scope of the organization, with the rights that were
/// fixed when the version was published, as long as nobody has taken them away. All of it is one transaction, behind the
/// same walls as a request.
/// </summary>
internal sealed class ServiceMembers(IServiceScopeFactory scopes, IMultiTenantStore organizations)
{
    private const int MaxAttempts = 4;

    /// <summary>For a step that reads, in a transaction that cannot write.</summary>
    public Task<StepResult> ReadAsync(StepCall call, StepWork work, CancellationToken ct) => ActAsync(call, readOnly: true, work, ct);

    /// <summary>
    /// For a step that changes something: the change and its output under the step's idempotency key commit together, so
    /// that it happens once however often the step is performed.
    /// </summary>
    public Task<StepResult> ChangeAsync(StepCall call, StepWork work, CancellationToken ct) => ActAsync(call, readOnly: false, work, ct);

    private async Task<StepResult> ActAsync(StepCall call, bool readOnly, StepWork work, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(call.Timeout);
        try
        {
            return await RepeatAsync(call, readOnly, work, limit.Token);
        }
        catch (DomainException refused)
        {
            return new StepResult.Failed(StepError.Of(refused.Error));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return StepResult.Fail(ErrorClass.Timeout, "workflows.step_timeout", "The step took longer than its timeout allows.");
        }
    }

    private async Task<StepResult> RepeatAsync(StepCall call, bool readOnly, StepWork work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(call, readOnly, work, ct);
            }
            catch (Exception clash) when (attempt < MaxAttempts && PostgresErrors.IsRepeatable(clash))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << attempt)), ct);
            }
        }
    }

    private async Task<StepResult> AttemptAsync(StepCall call, bool readOnly, StepWork work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await EnterAsync(services, call, ct);
        var context = services.GetRequiredService<FinancbaseDbContext>();
        await using var unit = await services.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly, ct);
        if (!readOnly && await RecordedEffects.TakeAsync(context, call.Organization, call.IdempotencyKey, ct) is { } before)
            return StepResult.Succeed(before);
        if (await RightsAsync(context, call, ct) is not { } rights)
            return new StepResult.Parked(ParkedReasons.AuthorityLost);

        services.GetRequiredService<ICurrentPrincipalSetter>().Set(
            new Principal($"workflow:{call.Actor!.Workflow}", PrincipalKind.Workflow, UserId: null, rights.Permissions) { Rights = rights });
        var result = await work(services.GetRequiredService<ISender>(), ct);
        if (result.Error is { } error)
            return new StepResult.Failed(StepError.Of(Told(error)));
        if (readOnly)
            return StepResult.Succeed(result.Value);

        // Whether a commit that was broken off came true would not be known.
        await RecordedEffects.KeepAsync(context, call.Organization, call.IdempotencyKey, result.Value, ct);
        await unit.CommitAsync(CancellationToken.None);
        return StepResult.Succeed(result.Value);
    }

    private async Task EnterAsync(IServiceProvider services, StepCall call, CancellationToken ct)
    {
        if (await organizations.FindByIdAsync(call.Organization, ct) is not { State: OrganizationState.Active } organization)
            throw new OrganizationAtRestException();
        services.GetRequiredService<IMultiTenantContextSetter>().Set(organization);
        services.GetRequiredService<IProvenance>().Set(new Provenance(Provenance.Workflow) { RequestId = call.IdempotencyKey });
        if (call.Actor!.Cause is { } cause)
            services.GetRequiredService<ICausation>().Set(cause);
    }

    /// <summary>Read in the transaction of the effect; null when they were taken away.</summary>
    private static async Task<Rights?> RightsAsync(FinancbaseDbContext context, StepCall call, CancellationToken ct)
    {
        var (organization, workflow, version) = (call.Organization.Value, call.Actor!.Workflow.Value, call.Actor.Version);
        var found = await context.Database.SqlQuery<string>($"""
            SELECT v.authority::text AS "Value" FROM workflow_versions v
            JOIN workflows w ON w.organization_id = v.organization_id AND w.id = v.workflow_id
            WHERE v.organization_id = {organization} AND v.workflow_id = {workflow} AND v.number = {version}
                AND (w.revoked_through IS NULL OR w.revoked_through < v.number)
            """).ToListAsync(ct);
        return found is [var authority] ? Authority.Read(authority).ToRights() : null;
    }

    // What is wrong with a field is told in the message: a step's error has no fields.
    private static Error Told(Error error) => error.Fields is { Count: > 0 } fields
        ? error with { Message = string.Join(' ', fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Key}: {string.Join(' ', field.Value)}"))) }
        : error;
}
