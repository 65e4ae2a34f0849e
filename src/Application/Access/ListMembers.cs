using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>The organization's people, by e-mail address.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose address contains it.</param>
/// <param name="Role">Only those with the role of this key.</param>
[RequirePermission(Permissions.Members.Read)]
public sealed record ListMembers(PageRequest Page, string? Text = null, string? Role = null) : IQuery<Page<MemberView>>, ISorted
{
    public static Sorts Sorts { get; } = new("email", "joinedAt");
}

/// <summary>One member and their role.</summary>
[RequirePermission(Permissions.Members.Read)]
public sealed record GetMember(UserId Id) : IQuery<MemberView>;

/// <param name="Id">The person.</param>
/// <param name="Email">With which they sign in.</param>
/// <param name="Role">Its key.</param>
/// <param name="RoleTitle">Its title.</param>
/// <param name="JoinedAt">Since when they are a member.</param>
public sealed record MemberView(Guid Id, string Email, string Role, string RoleTitle, DateTimeOffset JoinedAt);

public interface IMemberReads
{
    Task<Page<MemberView>> ListAsync(string? text, string? role, PageRequest page, CancellationToken ct);

    Task<MemberView?> FindAsync(UserId id, CancellationToken ct);
}

internal sealed class ListMembersHandler(IMemberReads reads, RoleBook roles) : IHandler<ListMembers, Page<MemberView>>
{
    public async Task<Result<Page<MemberView>>> Handle(ListMembers request, CancellationToken cancellationToken) =>
        request.Role is { } role && await roles.FindAsync(role, cancellationToken) is null
            ? AccessErrors.NoSuchRole
            : await reads.ListAsync(request.Text, request.Role, request.Page, cancellationToken);
}

internal sealed class GetMemberHandler(IMemberReads reads) : IHandler<GetMember, MemberView>
{
    public async Task<Result<MemberView>> Handle(GetMember request, CancellationToken cancellationToken) =>
        await reads.FindAsync(request.Id, cancellationToken) is { } found ? found : Error.NotFound("member");
}
