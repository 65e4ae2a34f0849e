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

/// <summary>
/// Opens the accounts of a template, except where there is one with the same code already, and lets those that it opened play the
/// roles that none plays yet.
/// </summary>
/// <param name="Template">One of <see cref="ChartTemplate.All"/>, by its key.</param>
[RequirePermission(Permissions.Ledger.Manage)]
[Audited("chart.adopt", "Added the accounts of a template")]
public sealed record AdoptChart(string Template) : ICommand<AdoptedChart>;

/// <param name="Accounts">How many were opened.</param>
public sealed record AdoptedChart(int Accounts);

internal sealed class AdoptChartHandler(
    IRepository<Account> accounts, IRepository<PostingAccount> roles, IPostingAccounts posting, ILedger ledger, IMultiTenantContextAccessor tenant)
    : IHandler<AdoptChart, AdoptedChart>
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
        var opened = missing.ToDictionary(line => line.Code, line => Account.Open(tenant.OrganizationId, line.Code, line.Name, line.Subtype, null));
        foreach (var account in opened.Values)
            accounts.Add(account);

        var chosen = await posting.ReadAsync(cancellationToken);
        foreach (var role in Enum.GetValues<PostingRole>().Where(role => chosen.Find(role) is null))
        {
            if (opened.TryGetValue(ChartTemplate.CodeOf(role), out var account))
                roles.Add(PostingAccount.Of(role, account));
        }

        return new AdoptedChart(missing.Length);
    }

    private sealed class AccountsByCode : Specification<Account>
    {
        public AccountsByCode(string[] codes) => Query.Where(account => codes.Contains(account.Code));
    }
}
