namespace Financbase.Domain.Ledger;

/// <summary>When invoices, bills and credits count in a report.</summary>
public enum Basis
{
    /// <summary>On the day of their entry.</summary>
    Accrual,

    /// <summary>When they are paid, in proportion to what is paid of the whole.</summary>
    Cash,
}
