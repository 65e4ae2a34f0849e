using Financbase.Application.Access;
using Financbase.Application.Expenses;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Expenses;

[RequirePermission(Permissions.Expenses.Submit)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant, TimeProvider clock) : ExpenseFormModel(sender, tenant)
{
    public Task OnGetAsync(CancellationToken ct)
    {
        Input = new() { SpentOn = Days.Today(clock, Appearance.Of(Request).Zone), Currency = Base.Code, PaidFrom = ExpenseInput.ByPerson };
        return OfferAsync(ct);
    }

    [Sends<CreateExpense>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var draft = await DraftAsync(ct);
        return After(draft.Error is { } unread ? unread : await Sender.Send(new CreateExpense(draft.Value), ct));
    }
}
