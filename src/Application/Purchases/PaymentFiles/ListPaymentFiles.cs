using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>Payment files, the latest execution first unless told otherwise.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record ListPaymentFiles(PaymentFileFilter Filter, PageRequest Page) : IQuery<Page<PaymentFileSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-executionDate");
}

internal sealed class ListPaymentFilesHandler(IPaymentFiles files) : IHandler<ListPaymentFiles, Page<PaymentFileSummary>>
{
    public async Task<Result<Page<PaymentFileSummary>>> Handle(ListPaymentFiles request, CancellationToken cancellationToken) =>
        await files.ListAsync(request.Filter, request.Page, cancellationToken);
}
