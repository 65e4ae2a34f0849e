using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Forgets a draft of a vendor's credit. What is in the books is voided instead.</summary>
[RequirePermission(Permissions.VendorCredits.Manage)]
[Audited("vendor_credit.delete", "Deleted a draft of a vendor credit")]
public sealed record DeleteVendorCredit(VendorCreditId Id) : ICommand<Done>;

internal sealed class DeleteVendorCreditHandler(VendorCreditDesk desk, IRepository<VendorCredit> credits, IVendorCredits books) : IHandler<DeleteVendorCredit, Done>
{
    public async Task<Result<Done>> Handle(DeleteVendorCredit command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } credit)
            return Error.NotFound("vendor credit");

        credit.RequireDraft();
        await books.RemoveLinesAsync(credit.Id, cancellationToken);
        credits.Remove(credit);
        return new Done();
    }
}
