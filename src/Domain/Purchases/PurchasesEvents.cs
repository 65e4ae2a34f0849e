using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <param name="Id">The vendor.</param>
/// <param name="Name">What people call it.</param>
public sealed record VendorCreated(VendorId Id, string Name) : IDomainEvent;

/// <param name="Id">The vendor.</param>
/// <param name="Name">What people call it from now on.</param>
/// <param name="IsArchived">It is not offered for new documents any more.</param>
/// <param name="BankDetailsChanged">Money will go elsewhere than before: worth a second look.</param>
public sealed record VendorUpdated(VendorId Id, string Name, bool IsArchived, bool BankDetailsChanged) : IDomainEvent;

/// <summary>A bill was handed in.</summary>
/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who is to be paid.</param>
/// <param name="BillDate">Its day.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">What is to be paid.</param>
public sealed record BillReceived(
    BillId Id, string Number, VendorId VendorId, DateOnly BillDate, DateOnly DueDate, Money Net, Money Tax, Money Gross) : IDomainEvent;

/// <summary>Somebody has to decide about a bill.</summary>
/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who is to be paid.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Gross">What is to be paid.</param>
/// <param name="IsDuplicate">There was another one with its number, and whoever handed it in said that both are right.</param>
public sealed record BillApprovalRequested(BillId Id, string Number, VendorId VendorId, DateOnly DueDate, Money Gross, bool IsDuplicate) : IDomainEvent;

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who is to be paid.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Gross">What is to be paid.</param>
public sealed record BillApproved(BillId Id, string Number, VendorId VendorId, DateOnly DueDate, Money Gross) : IDomainEvent;

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who is not paid.</param>
/// <param name="Gross">What it came to.</param>
/// <param name="Reason">Why.</param>
public sealed record BillRejected(BillId Id, string Number, VendorId VendorId, Money Gross, string? Reason) : IDomainEvent;

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who was to be paid.</param>
/// <param name="Gross">What it came to.</param>
/// <param name="Reason">Why.</param>
public sealed record BillVoided(BillId Id, string Number, VendorId VendorId, Money Gross, string? Reason) : IDomainEvent;

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who was paid.</param>
/// <param name="Amount">What was paid or credited.</param>
/// <param name="Open">What is still owed.</param>
public sealed record BillPartiallyPaid(BillId Id, string Number, VendorId VendorId, Money Amount, Money Open) : IDomainEvent;

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who was paid.</param>
/// <param name="Gross">What was owed at first.</param>
public sealed record BillPaid(BillId Id, string Number, VendorId VendorId, Money Gross) : IDomainEvent;

/// <param name="Id">The payment.</param>
/// <param name="VendorId">Who is paid.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Amount">How much, without a fee.</param>
public sealed record VendorPaymentMade(VendorPaymentId Id, VendorId VendorId, DateOnly Date, Money Amount) : IDomainEvent;

/// <param name="Id">The payment.</param>
/// <param name="VendorId">Who had been paid.</param>
/// <param name="Amount">How much.</param>
public sealed record VendorPaymentUndone(VendorPaymentId Id, VendorId VendorId, Money Amount) : IDomainEvent;

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who is to be paid.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Open">What is owed.</param>
public sealed record BillDueSoon(BillId Id, string Number, VendorId VendorId, DateOnly DueDate, Money Open) : IDomainEvent;

/// <param name="Id">The credit.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who gives it.</param>
/// <param name="CreditDate">Its day.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">So much less is owed.</param>
public sealed record VendorCreditPosted(
    VendorCreditId Id, string Number, VendorId VendorId, DateOnly CreditDate, Money Net, Money Tax, Money Gross) : IDomainEvent;

/// <param name="Id">The credit.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who gave it.</param>
/// <param name="BillId">For which bill.</param>
/// <param name="Amount">How much.</param>
/// <param name="Open">What is left of it.</param>
public sealed record VendorCreditApplied(VendorCreditId Id, string Number, VendorId VendorId, BillId BillId, Money Amount, Money Open) : IDomainEvent;

/// <param name="Id">The credit.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who paid it back.</param>
/// <param name="Date">The day of the money in the books.</param>
/// <param name="Amount">How much.</param>
/// <param name="Open">What is left of it.</param>
public sealed record VendorCreditRefunded(VendorCreditId Id, string Number, VendorId VendorId, DateOnly Date, Money Amount, Money Open) : IDomainEvent;

/// <param name="Id">The credit.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who had given it.</param>
/// <param name="Gross">What it came to.</param>
/// <param name="Reason">Why.</param>
public sealed record VendorCreditVoided(VendorCreditId Id, string Number, VendorId VendorId, Money Gross, string? Reason) : IDomainEvent;

/// <param name="Id">The credit.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="VendorId">Who gave it.</param>
/// <param name="BillId">The bill that it is not used for any more; null where it was a refund.</param>
/// <param name="Amount">How much.</param>
/// <param name="Open">What is left of it now.</param>
public sealed record VendorCreditUnapplied(VendorCreditId Id, string Number, VendorId VendorId, BillId? BillId, Money Amount, Money Open) : IDomainEvent;
