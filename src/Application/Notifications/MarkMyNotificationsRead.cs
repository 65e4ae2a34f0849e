using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Notifications;

/// <summary>Marks one of the person's own as read or, without an id, all of them.</summary>
[AnyUser]
[NotAudited("Only notes what its reader has seen.")]
public sealed record MarkMyNotificationsRead(Guid? Id) : ICommand<long>;

internal sealed class MarkMyNotificationsReadHandler(INotifications notifications, ICurrentPrincipal principal)
    : IHandler<MarkMyNotificationsRead, long>
{
    public async Task<Result<long>> Handle(MarkMyNotificationsRead request, CancellationToken cancellationToken)
    {
        var found = await notifications.MarkReadAsync(principal.Current.UserId!.Value, organization: null, request.Id, cancellationToken);
        return found == 0 && request.Id is not null ? Error.NotFound("notification") : found;
    }
}
