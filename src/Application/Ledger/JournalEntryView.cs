using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="Id">The entry.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Memo">What it is about; may be empty.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Total">The sum of its debits.</param>
/// <param name="Postings">How many.</param>
/// <param name="Reverses">The entry that it takes back.</param>
/// <param name="ReversedBy">The entry that takes it back.</param>
/// <param name="DocumentId">The document that it was posted for.</param>
public sealed record JournalEntrySummary(
    JournalEntryId Id, DateOnly Date, string Memo, JournalEntrySource Source, Money Total, int Postings, JournalEntryId? Reverses, JournalEntryId? ReversedBy,
    Guid? DocumentId)
{
    /// <summary>In their order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <param name="Id">The entry.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Memo">What it is about; may be empty.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Total">The sum of its debits.</param>
/// <param name="Reverses">The entry that it takes back.</param>
/// <param name="ReversedBy">The entry that takes it back.</param>
/// <param name="DocumentId">The document that it was posted for.</param>
/// <param name="PostedAt">When it was written.</param>
/// <param name="PostedBy">The address of who posted it, if a person did who is still here.</param>
/// <param name="Postings">In the order in which they were written.</param>
/// <param name="InvoiceId">The invoice or credit note that it is about: of a payment, the first that it was used for.</param>
/// <param name="BillId">The bill that it is about: of a payment to a vendor, the first that it was used for.</param>
/// <param name="PaymentId">The payment of a customer that it is about; null where a credit note was used.</param>
/// <param name="VendorPaymentId">The payment to a vendor that it is about; null where a vendor's credit was used.</param>
public sealed record JournalEntryView(
    JournalEntryId Id,
    DateOnly Date,
    string Memo,
    JournalEntrySource Source,
    Money Total,
    JournalEntryId? Reverses,
    JournalEntryId? ReversedBy,
    Guid? DocumentId,
    DateTimeOffset PostedAt,
    string? PostedBy,
    IReadOnlyList<PostingView> Postings,
    Guid? InvoiceId = null, Guid? BillId = null, Guid? PaymentId = null, Guid? VendorPaymentId = null)
{
    /// <summary>In their order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>Either a debit or a credit.</summary>
/// <param name="Account">Where it was posted.</param>
/// <param name="Debit">In the base currency.</param>
/// <param name="Credit">In the base currency.</param>
/// <param name="Memo">What this line is about.</param>
/// <param name="Original">The same in the document's own currency, above zero where it is a debit; null where that is the base currency.</param>
/// <param name="Project">What it is counted by, if by one.</param>
public sealed record PostingView(AccountName Account, Money? Debit, Money? Credit, string? Memo, Money? Original = null, ProjectName? Project = null);

/// <param name="Id">The project.</param>
/// <param name="Code">What projects are sorted by.</param>
/// <param name="Name">What people call it.</param>
public sealed record ProjectName(ProjectId Id, string Code, string Name);

/// <summary>Null asks for all; days include their ends; the text is looked for in the memo.</summary>
/// <param name="Text">Upper and lower case are the same.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="Project">Only those of which a posting is counted by it.</param>
/// <param name="Tag">Only those that carry it; upper and lower case are the same.</param>
public sealed record JournalEntryFilter(
    string? Text = null, DateOnly? From = null, DateOnly? To = null, JournalEntrySource? Source = null, ProjectId? Project = null, string? Tag = null);
