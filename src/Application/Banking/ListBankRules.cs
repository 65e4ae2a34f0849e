using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Banking;

/// <summary>Rules for bank lines, in the order in which they are asked unless told otherwise.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose name or words contain it.</param>
/// <param name="IsAutomatic">Only those that work by themselves, or only those that are proposed.</param>
[RequirePermission(Permissions.BankRules.Read)]
public sealed record ListBankRules(PageRequest Page, string? Text = null, bool? IsAutomatic = null) : IQuery<Page<BankRuleView>>, ISorted
{
    public static Sorts Sorts { get; } = new("priority", "name");
}

internal sealed class ListBankRulesHandler(IBankRules rules, ICurrentPrincipal principal) : IHandler<ListBankRules, Page<BankRuleView>>
{
    public async Task<Result<Page<BankRuleView>>> Handle(ListBankRules request, CancellationToken cancellationToken) =>
        await rules.ListAsync(principal.Current.Rights.Reach(Permissions.Banking.Read), request.Text, request.IsAutomatic, request.Page, cancellationToken);
}
