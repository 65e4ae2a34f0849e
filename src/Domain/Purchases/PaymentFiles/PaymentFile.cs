using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases.PaymentFiles;

/// <summary>
/// Orders to a bank to pay bills, in one file. Its bills are in no other file until it is released, which means that it goes to no bank, or confirmed: then the bank
/// did it, and the payments are in the books. Which bills it pays is kept beside it.
/// </summary>
public sealed class PaymentFile : AggregateRoot, IOrganizationOwned
{
    public const int MostBills = 500;
    public const int LongestMessageId = 35;

    private PaymentFile()
    {
    }

    public PaymentFileId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public PaymentFileStatus Status { get; private set; }

    /// <summary>From which is paid.</summary>
    public BankAccountId BankAccountId { get; private init; }

    public DateOnly ExecutionDate { get; private init; }

    /// <summary>By which banks know the file.</summary>
    public string MessageId { get; private init; } = "";

    /// <summary>In euro.</summary>
    public long TotalMinor { get; private init; }

    public int Transfers { get; private init; }

    /// <summary>As it was made; it holds bank numbers and is stored sealed.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>Null for what no person did.</summary>
    public UserId? PreparedBy { get; private init; }

    public DateTimeOffset PreparedAt { get; private init; }

    /// <summary>When it was released or confirmed.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public Money Total => new(TotalMinor, Currency.Of("EUR"));

    /// <param name="organization">Whose.</param>
    /// <param name="bankAccount">From which is paid.</param>
    /// <param name="day">When the bank is to do it.</param>
    /// <param name="by">Who prepares it.</param>
    /// <param name="now">When.</param>
    /// <param name="orders">The orders for a message of this id.</param>
    public static PaymentFile Prepare(
        OrganizationId organization, BankAccountId bankAccount, DateOnly day, UserId by, DateTimeOffset now, Func<string, CreditTransfers> orders)
    {
        var id = EntityId.New<PaymentFileId>();
        var message = $"FB-{id.Value:N}";
        var wanted = orders(message);
        var file = new PaymentFile
        {
            Id = id,
            OrganizationId = organization,
            BankAccountId = bankAccount,
            ExecutionDate = day,
            MessageId = message,
            TotalMinor = wanted.Total.Minor,
            Transfers = wanted.Transfers.Count,
            Content = wanted.ToFile(),
            PreparedBy = by,
            PreparedAt = now,
        };
        file.Raise(new PaymentFilePrepared(id, day, file.Total, file.Transfers));
        return file;
    }

    /// <summary>It goes to no bank: its bills can be paid otherwise.</summary>
    /// <exception cref="DomainException"><c>purchases.file_ended</c>.</exception>
    public void Release(DateTimeOffset now)
    {
        End(PaymentFileStatus.Released, now);
        Raise(new PaymentFileReleased(Id, Total, Transfers));
    }

    /// <summary>The bank did it.</summary>
    /// <exception cref="DomainException"><c>purchases.file_ended</c>.</exception>
    public void Confirm(DateOnly date, DateTimeOffset now)
    {
        End(PaymentFileStatus.Confirmed, now);
        Raise(new PaymentFileConfirmed(Id, date, Total, Transfers));
    }

    private void End(PaymentFileStatus status, DateTimeOffset now)
    {
        if (Status != PaymentFileStatus.Prepared)
            throw new DomainException(PurchasesErrors.FileEnded);

        (Status, EndedAt) = (status, now);
    }
}

/// <summary>How far a file is.</summary>
public enum PaymentFileStatus
{
    /// <summary>It can go to the bank; its bills are in no other file.</summary>
    Prepared,

    /// <summary>It goes to no bank.</summary>
    Released,

    /// <summary>The bank did it, and the payments are in the books.</summary>
    Confirmed,
}
