using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Expenses;

/// <summary>
/// What somebody spent for the organization. It is in no books before somebody else approved it; from then on it stays as it is. What a
/// person paid with their own money is owed to them, in the base currency as it was worth on its day.
/// </summary>
public sealed class Expense : AggregateRoot, IOrganizationOwned
{
    public const int LongestReason = 300;

    /// <summary>Into how many parts paying it back may fall.</summary>
    public const int MostParts = 50;

    private Expense()
    {
    }

    public ExpenseId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public ExpenseStatus Status { get; private set; }

    public DateOnly SpentOn { get; private set; }

    /// <summary>Who got the money, as the receipt says.</summary>
    public string Payee { get; private set; } = "";

    public VendorId? VendorId { get; private set; }

    public string? Purpose { get; private set; }

    public AccountId AccountId { get; private set; }

    /// <summary>What the cost is counted by, if by one.</summary>
    public ProjectId? ProjectId { get; private set; }

    public TaxRateId? TaxRateId { get; private set; }

    public Currency Currency { get; private set; }

    public long NetMinor { get; private set; }

    public long TaxMinor { get; private set; }

    public long GrossMinor { get; private set; }

    public IReadOnlyList<TaxSubtotal> Taxes { get; private set; } = [];

    public ExpensePayer PaidBy { get; private set; }

    /// <summary>Of which of the organization's accounts it was paid; null where a person paid.</summary>
    public AccountId? MoneyAccountId { get; private set; }

    /// <summary>The member who paid it with their own money; null where the organization did.</summary>
    public UserId? PersonId { get; private set; }

    /// <summary>What is still owed to that person, in the base currency; zero before it is approved, and once all of it is paid back.</summary>
    public long OwedBaseMinor { get; private set; }

    /// <summary>Who wrote it first.</summary>
    public UserId? DraftedBy { get; private init; }

    /// <summary>Who wrote it last, and who handed it in; null for what no person did.</summary>
    public UserId? EnteredBy { get; private set; }

    public UserId? SubmittedBy { get; private set; }

    public UserId? DecidedBy { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Approved by whoever it concerns, as the only one who may.</summary>
    public bool IsSelfApproved { get; private set; }

    /// <summary>The day of its entry; null before it is approved.</summary>
    public DateOnly? PostedOn { get; private set; }

    /// <summary>What was paid back of it so far and not taken back, the first one first.</summary>
    public IReadOnlyList<Reimbursement> Reimbursements { get; private set; } = [];

    /// <summary>Why it was rejected or is void.</summary>
    public string? Reason { get; private set; }

    public Money Net => new(NetMinor, Currency);

    public Money Tax => new(TaxMinor, Currency);

    public Money Gross => new(GrossMinor, Currency);

    /// <summary>As they are kept.</summary>
    public DocumentTotals Totals => new([Net], Taxes, Net, Tax, Gross);

    /// <exception cref="DomainException"><c>validation_error</c>; <c>money.out_of_range</c>.</exception>
    public static Expense Draft(OrganizationId organization, ExpenseTerms terms, UserId? by)
    {
        var expense = new Expense { Id = EntityId.New<ExpenseId>(), OrganizationId = organization, DraftedBy = by };
        expense.Write(terms, by);
        return expense;
    }

    /// <summary>What was rejected is a draft again.</summary>
    /// <exception cref="DomainException"><c>expenses.not_a_draft</c>; <c>validation_error</c>; <c>money.out_of_range</c>.</exception>
    public void Change(ExpenseTerms terms, UserId? by)
    {
        RequireDraft();
        Write(terms, by);
        (Status, Reason, SubmittedBy, DecidedBy, SubmittedAt, DecidedAt) = (ExpenseStatus.Draft, null, null, null, null, null);
    }

    /// <exception cref="DomainException"><c>expenses.not_a_draft</c>.</exception>
    public void RequireDraft()
    {
        if (Status is not (ExpenseStatus.Draft or ExpenseStatus.Rejected))
            throw new DomainException(ExpensesErrors.NotADraft);
    }

    /// <summary>Hands it in. The taxes are those of this moment.</summary>
    /// <param name="tax">Its rate as it is now; null for none.</param>
    /// <param name="by">Who hands it in.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>expenses.not_a_draft</c>.</exception>
    public void Submit(TaxTerms? tax, UserId? by, DateTimeOffset now)
    {
        if (Status != ExpenseStatus.Draft)
            throw new DomainException(ExpensesErrors.NotADraft);

        Take(new ExpenseTerms(SpentOn, Payee, VendorId, AccountId, Gross, tax, Purpose, MoneyAccountId, PersonId).Totals);
        (Status, SubmittedBy, SubmittedAt) = (ExpenseStatus.Submitted, by, now);
        Raise(new ExpenseSubmitted(Id, SpentOn, Payee, Purpose, AccountId, Net, Tax, Gross, PersonId));
    }

    /// <summary>From now on it is in the books, and owed to whoever paid it.</summary>
    /// <param name="by">Neither who drafted it or changed it last, nor who handed it in, nor to whom it will be owed.</param>
    /// <param name="isAlone">Unless nobody else may decide.</param>
    /// <param name="inBase">What the whole of it is worth in the base currency.</param>
    /// <param name="postedOn">The day of its entry, not before its own.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>expenses.not_submitted</c>; <c>access.separation_of_duties</c>; <c>validation_error</c>.</exception>
    public void Approve(UserId by, bool isAlone, Money inBase, DateOnly postedOn, DateTimeOffset now)
    {
        RequireApprover(by, isAlone);
        if (postedOn < SpentOn || postedOn.Year > 2199)
            throw new DomainException(Error.Validation("postedOn", "An expense is posted on its own day or a later one."));

        (Status, DecidedBy, DecidedAt, PostedOn, IsSelfApproved) = (ExpenseStatus.Approved, by, now, postedOn, Concerns(by));
        OwedBaseMinor = PersonId is null ? 0 : inBase.Minor;
        Raise(new ExpenseApproved(Id, SpentOn, Payee, Gross, PersonId, new Money(OwedBaseMinor, inBase.Currency)));
    }

    /// <summary>Drafted it, changed it last, handed it in or gets the money.</summary>
    public bool Concerns(UserId person) => person == DraftedBy || person == EnteredBy || person == SubmittedBy || person == PersonId;

    /// <exception cref="DomainException"><c>expenses.not_submitted</c>; <c>access.separation_of_duties</c>.</exception>
    public void RequireApprover(UserId by, bool isAlone)
    {
        RequireSubmitted();
        if (!isAlone)
            SeparationOfDuties.Require(Duty.Approve, by, new[] { DraftedBy, EnteredBy, SubmittedBy, PersonId }.Distinct().OfType<UserId>().Select(person => new DutyDone(Duty.Submit, person)));
    }

    /// <summary>It is not accepted. Whoever entered it may say so as well.</summary>
    /// <exception cref="DomainException"><c>expenses.not_submitted</c>.</exception>
    public void Reject(UserId by, string? reason, DateTimeOffset now)
    {
        RequireSubmitted();
        (Status, DecidedBy, DecidedAt, Reason) = (ExpenseStatus.Rejected, by, now, OptionalText.Of(reason, LongestReason, "reason"));
        Raise(new ExpenseRejected(Id, SpentOn, Payee, Gross, Reason));
    }

    /// <summary>Whoever paid it gets back some of what is still owed to them, or all of it.</summary>
    /// <param name="amount">How much, above zero and in the base currency; null for all that is owed, which may be nothing.</param>
    /// <param name="date">Not before the day of its entry.</param>
    /// <param name="base">The base currency.</param>
    /// <exception cref="DomainException"><c>expenses.not_owed</c>; <c>expenses.more_than_owed</c>; <c>expenses.too_many_parts</c>; <c>validation_error</c>.</exception>
    public Reimbursement Reimburse(Money? amount, DateOnly date, Currency @base)
    {
        if (Status != ExpenseStatus.Approved || PersonId is not { } person)
            throw new DomainException(ExpensesErrors.NotOwed);
        if (date < PostedOn || date.Year > 2199)
            throw new DomainException(Error.Validation("date", "An expense is paid back on the day of its entry or later."));
        if (amount is { Minor: <= 0 })
            throw new DomainException(Error.Validation("amount", "An amount is above zero."));
        if (amount?.Minor > OwedBaseMinor)
            throw new DomainException(ExpensesErrors.MoreThanOwed);
        if (Reimbursements.Count == MostParts)
            throw new DomainException(ExpensesErrors.TooManyParts);

        var part = new Reimbursement(EntityId.New<ReimbursementId>(), date, amount?.Minor ?? OwedBaseMinor);
        Reimbursements = [.. Reimbursements, part];
        OwedBaseMinor -= part.AmountMinor;
        Status = OwedBaseMinor == 0 ? ExpenseStatus.Reimbursed : ExpenseStatus.Approved;
        Raise(new ExpenseReimbursed(Id, person, date, new Money(part.AmountMinor, @base), new Money(OwedBaseMinor, @base)));
        return part;
    }

    /// <summary>One of its parts that was paid back; null asks for the last one.</summary>
    /// <exception cref="DomainException"><c>expenses.not_reimbursed</c>.</exception>
    public Reimbursement PartOf(ReimbursementId? id) =>
        Reimbursements.LastOrDefault(part => id is null || part.Id == id) ?? throw new DomainException(ExpensesErrors.NotReimbursed);

    /// <summary>What was paid back is owed again.</summary>
    /// <param name="part">Of it.</param>
    /// <param name="base">The base currency.</param>
    public void OweAgain(Reimbursement part, Currency @base)
    {
        Reimbursements = [.. Reimbursements.Where(other => other.Id != part.Id)];
        OwedBaseMinor += part.AmountMinor;
        Status = ExpenseStatus.Approved;
        Raise(new ExpenseReimbursementUndone(Id, PersonId!.Value, new Money(part.AmountMinor, @base), new Money(OwedBaseMinor, @base)));
    }

    /// <summary>Takes it back.</summary>
    /// <exception cref="DomainException"><c>expenses.reimbursed</c>; <c>expenses.not_to_void</c>.</exception>
    public void Void(string? reason)
    {
        if (Reimbursements.Count > 0)
            throw new DomainException(ExpensesErrors.IsReimbursed);
        if (Status is not (ExpenseStatus.Submitted or ExpenseStatus.Approved))
            throw new DomainException(ExpensesErrors.NotToVoid);

        (Status, OwedBaseMinor, Reason) = (ExpenseStatus.Void, 0, OptionalText.Of(reason, LongestReason, "reason"));
        Raise(new ExpenseVoided(Id, SpentOn, Payee, Gross, Reason));
    }

    private void RequireSubmitted()
    {
        if (Status != ExpenseStatus.Submitted)
            throw new DomainException(ExpensesErrors.NotSubmitted);
    }

    private void Write(ExpenseTerms terms, UserId? by)
    {
        var known = terms.Checked();
        (SpentOn, Payee, VendorId, Purpose, AccountId, ProjectId, TaxRateId, Currency) =
            (known.SpentOn, known.Payee, known.VendorId, known.Purpose, known.AccountId, known.ProjectId, known.Tax?.Id, known.Gross.Currency);
        (PaidBy, MoneyAccountId, PersonId) = (known.PersonId is null ? ExpensePayer.Organization : ExpensePayer.Person, known.MoneyAccountId, known.PersonId);
        EnteredBy = by;
        Take(known.Totals);
    }

    private void Take(DocumentTotals totals)
    {
        (NetMinor, TaxMinor, GrossMinor) = (totals.Net.Minor, totals.Tax.Minor, totals.Gross.Minor);
        Taxes = totals.Taxes;
    }
}
