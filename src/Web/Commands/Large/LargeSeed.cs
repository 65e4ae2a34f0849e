using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Organizations;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Ledger.Large;

namespace Financbase.Web.Commands.Large;

/// <summary>An organization with years of books, for measuring. Its accounts come about as anybody's do, its entries by <see cref="LargeBooks"/>.</summary>
public sealed class LargeSeed(Operator platform, LargeBooks books, TimeProvider clock)
{
    public const string Slug = "large";

    /// <summary>Besides the template’s.</summary>
    private const int CostCentres = 150;

    public async Task<LedgerVerification> SowAsync(string slug, long lines, VerbOutput output, CancellationToken ct)
    {
        var organization = await platform.FindOrganizationAsync(slug, ct) ?? await FoundAsync(slug, ct);
        var owner = new Principal("platform", PrincipalKind.Platform, null, Role.Owner.Permissions);
        if ((await platform.SendAsync(new ListJournalEntries(new(), new(1)), organization, ct, owner)).Items.Count > 0)
            throw new VerbException($"There are books in “{slug}” already. Name another organization with --organization.");

        var frame = await FrameAsync(organization, owner, ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var (told, watch) = (0L, TimeProvider.System.GetTimestamp());
        await books.WriteAsync(frame, lines, today.AddDays(-1), written =>
        {
            if (written * 20 / lines == told)
                return;
            told = written * 20 / lines;
            output.Progress(string.Create(CultureInfo.InvariantCulture, $"{written:#,##0} lines after {TimeProvider.System.GetElapsedTime(watch).TotalSeconds:0} s"));
        }, ct);
        output.Progress("Working the books out anew");
        return await platform.SendAsync(new VerifyLedger(), organization, ct);
    }

    private async Task<TenantInfo> FoundAsync(string slug, CancellationToken ct)
    {
        var organization = new TenantInfo(EntityId.New<OrganizationId>(), slug, "Large books", Currency.Of("EUR"));
        await platform.SendAsync(new FoundOrganization(), organization, ct);
        return organization;
    }

    private async Task<LargeFrame> FrameAsync(TenantInfo organization, Principal owner, CancellationToken ct)
    {
        await SendAsync(new AdoptChart("small-business"));
        for (var centre = 1; centre <= CostCentres; centre++)
            await SendAsync(new CreateAccount($"7{centre:000}", $"Cost centre {centre}", AccountSubtype.OperatingExpense));

        AccountView[] accounts =
        [
            .. (await SendAsync(new ListAccounts(new(Type: AccountType.Expense), new(200)))).Items,
            .. (await SendAsync(new ListAccounts(new(IsArchived: false), new(100)))).Items.Where(account => account.Type != AccountType.Expense),
        ];
        var rate = await SendAsync(new CreateTaxRate("VAT, large books", [new TaxPart("VAT", LargeFrame.Percent)]));
        var bank = await SendAsync(new CreateBankAccount("Operating account", organization.BaseCurrency.Code));
        await SendAsync(new ConnectBankAccount(bank.Id, Account(PostingRole.Bank)));
        var founded = await SendAsync(new GetOrganization());
        return new LargeFrame(
            organization.Id, organization.BaseCurrency, founded.FiscalYearStartMonth, bank.Id.Value, new TaxTerms(rate.Id, rate.Name, rate.Category, rate.IsInclusive, rate.Parts),
            Account(PostingRole.Bank), Account(PostingRole.Receivable), Account(PostingRole.Payable), Account(PostingRole.TaxPayable), Account(PostingRole.TaxReceivable),
            All(AccountSubtype.Sales), All(AccountSubtype.CostOfSales, AccountSubtype.OperatingExpense),
            [Account(PostingRole.Bank), .. All(AccountSubtype.CreditCard, AccountSubtype.Cash, AccountSubtype.OtherCurrentLiability)]);

        Task<T> SendAsync<T>(MediatR.IRequest<Result<T>> request) => platform.SendAsync(request, organization, ct, owner);

        AccountId Account(PostingRole role) => accounts.First(account => account.Code == ChartTemplate.CodeOf(role)).Id;

        AccountId[] All(params AccountSubtype[] subtypes) => [.. accounts.Where(account => subtypes.Contains(account.Subtype)).Select(account => account.Id)];
    }
}
