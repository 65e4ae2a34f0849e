using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class BalanceSheetModel(ISender sender, TimeProvider clock) : StatementPage(sender, clock)
{
    public override string Title => "Balance sheet";

    public override string Lead => "What there is at the end of a day, and whose it is.";

    public override bool IsOfDay => true;

    protected override IQuery<StatementView> Ask(DateOnly to) => new GetBalanceSheet(to, Compare, Basis);
}
