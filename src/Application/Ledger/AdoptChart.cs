using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Opens the accounts of a template, except where there is one with the same code already.</summary>
/// <param name="Template">One of <see cref="ChartTemplate.All"/>, by its key.</param>
[RequirePermission(Permissions.Ledger.Manage)]
[Audited("chart.adopt", "Added the accounts of a template")]
public sealed record AdoptChart(string Template) : ICommand<AdoptedChart>;

/// <param name="Accounts">How many were opened.</param>
public sealed record AdoptedChart(int Accounts);

internal sealed class AdoptChartHandler(IRepository<Account> accounts, ILedger ledger, IMultiTenantContextAccessor tenant) : IHandler<AdoptChart, AdoptedChart>
{
    public async Task<Result<AdoptedChart>> Handle(AdoptChart command, CancellationToken cancellationToken)
    {
        if (ChartTemplate.Find(command.Template) is not { } template)
            return Error.Validation("template", $"Choose one of {string.Join(", ", ChartTemplate.All.Select(known => known.Key))}.");

        // Of two who begin at once, the second finds what the first has done.
        await ledger.HoldAsync(cancellationToken);
        string[] codes = [.. template.Accounts.Select(line => line.Code)];
        var there = (await accounts.ListAsync(new AccountsByCode(codes), cancellationToken)).Select(account => account.Code).ToHashSet();
        ChartTemplate.Line[] missing = [.. template.Accounts.Where(line => !there.Contains(line.Code))];
        foreach (var line in missing)
            accounts.Add(Account.Open(tenant.OrganizationId, line.Code, line.Name, line.Subtype, null));
        return new AdoptedChart(missing.Length);
    }

    private sealed class AccountsByCode : Specification<Account>
    {
        public AccountsByCode(string[] codes) => Query.Where(account => codes.Contains(account.Code));
    }
}
