using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Reminders;

/// <summary>Which invoices their customers are to be reminded of, and of which they were.</summary>
public interface IReminders
{
    /// <summary>
    /// Open invoices of customers who are reminded, for which a stage of the policy has come since it counts that is later than the last one that was
    /// sent; by their ids. Without an address of the customer, those alone of which that was not told yet.
    /// </summary>
    /// <param name="policy">It counts.</param>
    /// <param name="today">In the organization's time zone.</param>
    /// <param name="after">Only those behind this one; null for the first.</param>
    /// <param name="most">So many at a time.</param>
    /// <param name="ct">Ends it.</param>
    Task<IReadOnlyList<DueReminder>> ListDueAsync(ReminderPolicy policy, DateOnly today, InvoiceId? after, int most, CancellationToken ct);

    /// <summary>The same of one invoice; null when nothing is due for it.</summary>
    Task<DueReminder?> FindDueAsync(ReminderPolicy policy, DateOnly today, InvoiceId invoice, CancellationToken ct);

    /// <returns>False when this stage was sent for this invoice already.</returns>
    Task<bool> NoteAsync(DueReminder reminder, CancellationToken ct);

    /// <summary>Keeps why a stage could not be sent, and tells those who may send invoices.</summary>
    /// <param name="reminder">Which one.</param>
    /// <param name="number">The invoice's.</param>
    /// <param name="code">Why, for programs.</param>
    /// <param name="reason">Why, for people; at most 300 characters.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>False when it was told of this stage of this invoice before.</returns>
    Task<bool> TellFailureAsync(DueReminder reminder, string number, string code, string reason, CancellationToken ct);
}

/// <param name="Invoice">Of which to remind.</param>
/// <param name="Days">The latest stage that has come.</param>
public sealed record DueReminder(InvoiceId Invoice, int Days);

/// <summary>The words of reminders, in Liquid.</summary>
public interface IReminderTexts
{
    /// <summary>What a text can name.</summary>
    static IReadOnlyList<string> Names { get; } = ["customer", "number", "due", "open", "total", "days", "organization"];

    /// <summary>What is wrong with a text, in one sentence; null where it can be sent.</summary>
    string? Refuse(string text);

    /// <exception cref="DomainException">What comes out is too long or takes too many steps.</exception>
    string Write(string text, IReadOnlyDictionary<string, string> values);
}
