using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>What was charged on sales by each tax, and what moved in the accounts of taxes.</summary>
/// <param name="From">The first day; null for the first one of the fiscal year.</param>
/// <param name="To">The last day.</param>
/// <param name="By">What the days are divided into.</param>
/// <param name="Basis">When invoices and bills count.</param>
/// <param name="Compare">What is put beside the whole and beside each part.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetTaxReport(
    DateOnly? From, DateOnly To, TaxInterval By = TaxInterval.Whole, Basis Basis = Basis.Accrual, Comparison Compare = Comparison.None) : IQuery<TaxReport>
{
    /// <summary>So many periods at once.</summary>
    public const int MostPeriods = 60;
}

internal sealed class GetTaxReportValidator : AbstractValidator<GetTaxReport>
{
    public GetTaxReportValidator()
    {
        RuleFor(report => report.From).Must((report, from) => !(from > report.To)).WithMessage("The first day comes before the last one.");
        RuleFor(report => report.By).Must((report, by) => report.From is not { } from || from > report.To || TaxPeriods.Of(from, report.To, by).Take(GetTaxReport.MostPeriods + 1).Count() <= GetTaxReport.MostPeriods)
            .WithMessage($"These are more than {GetTaxReport.MostPeriods} periods. Choose fewer days or longer periods.");
    }
}

internal sealed class GetTaxReportHandler(ITaxMovements movements, IRepository<Organization> organizations, IMultiTenantContextAccessor tenant) : IHandler<GetTaxReport, TaxReport>
{
    public async Task<Result<TaxReport>> Handle(GetTaxReport request, CancellationToken cancellationToken)
    {
        var firstMonth = (await organizations.FindAsync(tenant.OrganizationId, cancellationToken))!.FiscalYearStartMonth;
        var whole = request.From is { } from ? new ReportPeriod(from, request.To) : ReportPeriod.YearTo(request.To, firstMonth);
        List<ReportPeriod> periods = [whole, .. request.By == TaxInterval.Whole ? [] : TaxPeriods.Of(whole.From, whole.To, request.By)];
        var before = whole.Before(request.Compare) is null ? null : periods.ConvertAll(period => period.Before(request.Compare)!.Value);
        var moved = await movements.ReadAsync([.. periods, .. before ?? []], request.Basis, cancellationToken);
        return TaxReport.Of(periods, before, moved.ToLookup(one => one.Place), request.Basis, tenant.Tenant!.BaseCurrency);
    }
}
