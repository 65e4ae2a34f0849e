using System.Collections.Frozen;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Events;

/// <summary>Every event type, by name and by record. An event that is not listed here cannot be stored.</summary>
public static class EventCatalogue
{
    private static readonly FrozenDictionary<string, EventType> ByName =
        All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, EventType> ByRecord = All.ToFrozenDictionary(type => type.Data);

    public static IReadOnlyList<EventType> All =>
    [
        new("bank_transaction.created", 1, typeof(BankTransactionCreated), "A line of a bank statement was imported."),
        new("bank_statement.imported", 1, typeof(BankStatementImported), "A statement file was imported into a bank account."),
        new("bank_statement.undone", 1, typeof(BankStatementUndone), "An import was undone and its lines removed."),
    ];

    public static EventType Of(IDomainEvent domainEvent) => ByRecord.TryGetValue(domainEvent.GetType(), out var type)
        ? type
        : throw new InvalidOperationException($"{domainEvent.GetType().Name} is not in the event catalogue.");

    public static EventType? Find(string name) => ByName.GetValueOrDefault(name);
}
