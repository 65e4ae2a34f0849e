using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Notifications;

/// <param name="Id">Its id.</param>
/// <param name="Slug">Of the organization that it comes from.</param>
/// <param name="Organization">The organization's name.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">May be empty.</param>
/// <param name="Link">A path below the organization's address, if it leads somewhere.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="ReadAt">When its reader marked it as read.</param>
public sealed record NotificationView(
    Guid Id, string Slug, string Organization, string Title, string Body, string? Link, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

public enum NotificationState
{
    Unread,
    Read,
}

/// <summary>Why somebody was told.</summary>
public enum NotificationKind
{
    /// <summary>Something is theirs to decide.</summary>
    Approval,

    /// <summary>A quota was reached.</summary>
    Quota,

    /// <summary>A workflow says something.</summary>
    Message,
}

/// <param name="Text">Is looked for in the name of the organization as well, where none is named.</param>
/// <param name="State">Only these.</param>
/// <param name="Kind">Only these.</param>
public sealed record NotificationFilter(string? Text, NotificationState? State, NotificationKind? Kind);

/// <summary>A person's own notifications, of one organization or of all that they are a member of.</summary>
public interface INotifications
{
    Task<Page<NotificationView>> ListAsync(UserId user, OrganizationId? organization, NotificationFilter wanted, PageRequest page, CancellationToken ct);

    /// <summary>Marks one, or all that are unread; answers how many it found. Marking one twice finds it twice.</summary>
    Task<long> MarkReadAsync(UserId user, OrganizationId? organization, Guid? id, CancellationToken ct);
}
