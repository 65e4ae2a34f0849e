using Financbase.Domain.Banking;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <param name="Id">The file.</param>
/// <param name="Status">How far it is.</param>
/// <param name="BankAccountId">From which is paid; null for who may not see that account.</param>
/// <param name="ExecutionDate">When the bank is to do it.</param>
/// <param name="Total">Of all transfers.</param>
/// <param name="Transfers">How many.</param>
/// <param name="MessageId">By which banks know it.</param>
/// <param name="PreparedAt">When it was made.</param>
/// <param name="EndedAt">When it was released or confirmed.</param>
public sealed record PaymentFileSummary(
    PaymentFileId Id, PaymentFileStatus Status, BankAccountId? BankAccountId, DateOnly ExecutionDate, Money Total, int Transfers, string MessageId, DateTimeOffset PreparedAt,
    DateTimeOffset? EndedAt);

/// <param name="File">The file.</param>
/// <param name="Bills">What it pays, in its order.</param>
public sealed record PaymentFileView(PaymentFileSummary File, IReadOnlyList<BillInFile> Bills);

/// <param name="BillId">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="Vendor">Who is paid.</param>
/// <param name="Amount">How much.</param>
/// <param name="EndToEndId">By which statements name the transfer.</param>
/// <param name="PaymentId">The payment; null before the file is confirmed.</param>
public sealed record BillInFile(BillId BillId, string Number, VendorName Vendor, Money Amount, string EndToEndId, VendorPaymentId? PaymentId);

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="Vendor">Who is to be paid.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Open">What is to be paid.</param>
public sealed record PayableBill(BillId Id, string Number, VendorName Vendor, DateOnly DueDate, Money Open);

/// <summary>Null asks for all.</summary>
/// <param name="Status">How far they are.</param>
/// <param name="Text">In the id of the message, or in the number or the vendor of one of its bills.</param>
public sealed record PaymentFileFilter(PaymentFileStatus? Status = null, string? Text = null);
