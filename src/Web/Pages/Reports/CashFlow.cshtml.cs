using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class CashFlowModel(ISender sender, TimeProvider clock) : StatementPage(sender, clock)
{
    public override string Title => "Cash flow";

    public override string Lead => "Where money came from, and where it went.";

    // Money is the same on either.
    public override bool HasBasis => false;

    protected override IQuery<StatementView> Ask(DateOnly to) => new GetCashFlow(From, to, Compare);
}
