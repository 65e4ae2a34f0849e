using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Audit;

/// <summary>
/// What the security journal holds for this organization, the newest first: what was refused at its own door, and how its
/// members signed in since they are members.
/// </summary>
[RequirePermission(Permissions.Audit.Read)]
public sealed record ListSecurityEvents(SecurityEventFilter Filter, PageRequest Page) : IQuery<Page<SecurityEventView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-at");
}

/// <param name="Kind">What happened.</param>
/// <param name="Who">A part of a member's e-mail address.</param>
/// <param name="From">At this moment or later.</param>
/// <param name="To">Before this moment.</param>
public sealed record SecurityEventFilter(
    SecurityEventKind? Kind = null, string? Who = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <param name="Id">UUIDv7.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What happened.</param>
/// <param name="UserId">The member; null for anybody else.</param>
/// <param name="Person">The member's e-mail address of today.</param>
/// <param name="Address">Where it came from.</param>
/// <param name="Detail">A few words, for what concerns this organization only.</param>
public sealed record SecurityEventView(
    Guid Id, DateTimeOffset At, SecurityEventKind Kind, Guid? UserId, string? Person, string? Address, string? Detail);

internal sealed class ListSecurityEventsHandler(ISecurityEventReads reads) : IHandler<ListSecurityEvents, Page<SecurityEventView>>
{
    public async Task<Result<Page<SecurityEventView>>> Handle(ListSecurityEvents request, CancellationToken cancellationToken) =>
        await reads.ListAsync(request.Filter, request.Page, cancellationToken);
}

public interface ISecurityEventReads
{
    Task<Page<SecurityEventView>> ListAsync(SecurityEventFilter filter, PageRequest page, CancellationToken ct);
}
