using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases.PaymentFiles;

/// <param name="Id">The file.</param>
/// <param name="ExecutionDate">When the bank is to do it.</param>
/// <param name="Total">Of all transfers.</param>
/// <param name="Transfers">How many.</param>
public sealed record PaymentFilePrepared(PaymentFileId Id, DateOnly ExecutionDate, Money Total, int Transfers) : IDomainEvent;

/// <param name="Id">The file.</param>
/// <param name="Total">Of all transfers.</param>
/// <param name="Transfers">How many.</param>
public sealed record PaymentFileReleased(PaymentFileId Id, Money Total, int Transfers) : IDomainEvent;

/// <param name="Id">The file.</param>
/// <param name="Date">The day of the payments in the books.</param>
/// <param name="Total">Of all transfers.</param>
/// <param name="Transfers">How many.</param>
public sealed record PaymentFileConfirmed(PaymentFileId Id, DateOnly Date, Money Total, int Transfers) : IDomainEvent;
