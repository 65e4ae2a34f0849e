using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Access.Members;

/// <summary>The roles that a list can be narrowed to; the built-in ones alone for who may not see the organization's own.</summary>
internal static class RoleChoices
{
    public static async Task<IReadOnlyList<Choice>> ReadAsync(ISender reads, CancellationToken ct) =>
        (await reads.Send(new ListRoles(new PageRequest(PageRequest.MaxLimit)), ct)).Match(
            page => page.Items.Select(role => new Choice(role.Key, role.Title)),
            _ => Role.BuiltIn.Select(role => new Choice(role.Key, role.Title))).ToList();
}
