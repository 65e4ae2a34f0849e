using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Every role that a member can have: the built-in ones first, then the organization's own by name.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose name or description contains it.</param>
/// <param name="Kind">Only these.</param>
[RequirePermission(Permissions.Roles.Read)]
public sealed record ListRoles(PageRequest Page, string? Text = null, RoleKind? Kind = null) : IQuery<Page<RoleView>>, ISorted
{
    public static Sorts Sorts { get; } = new(null, "title", "members");
}

public enum RoleKind
{
    BuiltIn,

    /// <summary>The organization's own.</summary>
    Own,
}

/// <summary>One role and what it allows.</summary>
[RequirePermission(Permissions.Roles.Read)]
public sealed record GetRole(string Key) : IQuery<RoleView>;

/// <param name="Key">Stable; what members and programs name it by.</param>
/// <param name="Title">For people.</param>
/// <param name="Description">What it is for.</param>
/// <param name="IsBuiltIn">True when it cannot be changed.</param>
/// <param name="Permissions">Keys of the catalogue.</param>
/// <param name="Constraints">What narrows some of them.</param>
/// <param name="Members">How many hold it.</param>
public sealed record RoleView(
    string Key, string Title, string? Description, bool IsBuiltIn,
    IReadOnlyList<string> Permissions, IReadOnlyDictionary<string, Constraint> Constraints, int Members)
{
    public static RoleView Of(Role role, string? description, int members) => new(
        role.Key, role.Title, description, role.Id is null,
        [.. role.Permissions.Order(StringComparer.Ordinal)], role.Constraints, members);
}

public interface IRoleReads
{
    /// <summary>All of them; an organization has about a hundred at most.</summary>
    Task<IReadOnlyList<RoleView>> ListAsync(CancellationToken ct);
}

internal sealed class ListRolesHandler(IRoleReads reads) : IHandler<ListRoles, Page<RoleView>>
{
    private static readonly Keyset<RoleView, string> Orders = new Keyset<RoleView, string>(ListRoles.Sorts, role => role.Key)
        .By("title", role => role.Title).By("members", role => role.Members);

    public async Task<Result<Page<RoleView>>> Handle(ListRoles request, CancellationToken cancellationToken)
    {
        List<RoleView> found = [.. (await reads.ListAsync(cancellationToken)).Where(role =>
            SearchText.Finds(request.Text, role.Title, role.Description)
            && (request.Kind is not { } kind || role.IsBuiltIn == (kind == RoleKind.BuiltIn)))];
        return request.Page.Sort is null
            ? Page<RoleView>.Slice(found, request.Page, role => role.Key)
            : Orders.PageOfAll(found, request.Page);
    }
}

internal sealed class GetRoleHandler(IRoleReads reads) : IHandler<GetRole, RoleView>
{
    public async Task<Result<RoleView>> Handle(GetRole request, CancellationToken cancellationToken) =>
        (await reads.ListAsync(cancellationToken)).FirstOrDefault(role => role.Key == request.Key) is { } found
            ? found
            : Error.NotFound("role");
}
