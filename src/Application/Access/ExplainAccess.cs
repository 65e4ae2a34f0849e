using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>What the caller may do here, and why not more.</summary>
[AnyMember]
public sealed record ExplainMyAccess : IQuery<AccessExplanation>;

/// <summary>What another member may do here.</summary>
[RequirePermission(Permissions.Members.Read)]
public sealed record ExplainMemberAccess(UserId Member) : IQuery<AccessExplanation>;

/// <summary>The operator's way to the same answer, for one thing if one is named.</summary>
[PlatformOnly]
public sealed record ExplainAccess(UserId Member, Resource? Thing) : IQuery<AccessExplanation>;

internal sealed class ExplainMyAccessHandler(AccessExplainer explainer, ICurrentPrincipal principal)
    : IHandler<ExplainMyAccess, AccessExplanation>
{
    public async Task<Result<AccessExplanation>> Handle(ExplainMyAccess request, CancellationToken cancellationToken) =>
        principal.Current.UserId is { } me && await explainer.ExplainAsync(me, null, cancellationToken) is { } found
            ? found
            : Error.NotFound("member");
}

internal sealed class ExplainMemberAccessHandler(AccessExplainer explainer) : IHandler<ExplainMemberAccess, AccessExplanation>
{
    public async Task<Result<AccessExplanation>> Handle(ExplainMemberAccess request, CancellationToken cancellationToken) =>
        await explainer.ExplainAsync(request.Member, null, cancellationToken) is { } found ? found : Error.NotFound("member");
}

internal sealed class ExplainAccessHandler(AccessExplainer explainer) : IHandler<ExplainAccess, AccessExplanation>
{
    public async Task<Result<AccessExplanation>> Handle(ExplainAccess request, CancellationToken cancellationToken) =>
        await explainer.ExplainAsync(request.Member, request.Thing, cancellationToken) is { } found ? found : AccessErrors.NotAMember;
}
