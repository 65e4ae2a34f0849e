using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Posts a vendor's credit: so much less is owed to the vendor, and less cost and tax. The taxes are those of this moment.</summary>
/// <param name="Id">A draft.</param>
/// <param name="PostedOn">The day of its entry, where its own is closed; not before that. Null for the credit's own.</param>
[RequirePermission(Permissions.VendorCredits.Manage)]
[Audited("vendor_credit.post", "Posted a vendor credit")]
public sealed record PostVendorCredit(VendorCreditId Id, DateOnly? PostedOn = null) : ICommand<PostedVendorCredit>;

/// <param name="Id">The credit.</param>
/// <param name="Status">It is posted.</param>
/// <param name="Open">What is left to use.</param>
public sealed record PostedVendorCredit(VendorCreditId Id, VendorCreditStatus Status, Money Open);

internal sealed class PostVendorCreditHandler(
    VendorCreditDesk desk, IVendorCredits books, BillDrafting drafting, IRepository<Vendor> vendors, ILedger ledger, IPostingAccounts postingAccounts, IExchangeRates rates,
    IMultiTenantContextAccessor tenant) : IHandler<PostVendorCredit, PostedVendorCredit>
{
    public async Task<Result<PostedVendorCredit>> Handle(PostVendorCredit command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } credit)
            return Error.NotFound("vendor credit");

        credit.RequireDraft();
        var @base = tenant.Tenant!.BaseCurrency;
        var lines = await drafting.TaxedNowAsync(await books.ReadLinesAsync(credit.Id, cancellationToken), cancellationToken);
        var totals = DocumentTotals.Of(credit.Currency, [.. lines.Select(line => line.Line)]);
        var rate = await rates.FindAsync(credit.Currency, credit.CreditDate, cancellationToken);
        var chosen = await postingAccounts.ReadAsync(cancellationToken);
        await books.WriteLinesAsync(credit, lines, cancellationToken);
        credit.Post(totals, ExchangeRate.Convert(totals.Gross, rate, @base), command.PostedOn ?? credit.CreditDate);
        var vendor = await vendors.FindAsync(credit.VendorId, cancellationToken);
        await ledger.PostAsync(
            JournalEntry.Of(
                VendorCreditPostings.DocumentOf(credit), credit.PostedOn!.Value, $"Credit {credit.Number}, {vendor!.Name}",
                VendorCreditPostings.Of(totals, lines, role => chosen[role], rate, @base)),
            cancellationToken);
        return new PostedVendorCredit(credit.Id, credit.Status, credit.Open);
    }
}
