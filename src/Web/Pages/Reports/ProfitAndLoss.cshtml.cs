using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class ProfitAndLossModel(ISender sender, TimeProvider clock) : StatementPage(sender, clock)
{
    public override string Title => "Profit and loss";

    public override string Lead => "Revenue, expenses, and what is left.";

    protected override IQuery<StatementView> Ask(DateOnly to) => new GetProfitAndLoss(From, to, Compare, Basis);
}
