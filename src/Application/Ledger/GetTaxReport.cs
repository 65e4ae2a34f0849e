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
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetTaxReport(DateOnly? From, DateOnly To, TaxInterval By = TaxInterval.Whole) : IQuery<TaxReport>
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
        var moved = await movements.ReadAsync(whole, cancellationToken);
        return TaxReport.Of(whole, request.By, moved, tenant.Tenant!.BaseCurrency);
    }
}
