namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>
/// Transactions that follow each other, in the place of the elements. One that is not closed, because its tag never is or
/// because it has none, says nothing: what was taken for its content follows it.
/// </summary>
internal sealed class OfxRun : OfxElement
{
    public const string Transaction = "STMTTRN";

    public OfxRun(OfxElement first, bool isClosed)
        : base(Transaction, first.Line)
    {
        (First, IsClosed, Currency, Count) = (first.Ordinal, isClosed, isClosed ? CurrencyOf(first) : null, 1);
    }

    public int First { get; }

    public int Count { get; private set; }

    public bool IsClosed { get; }

    /// <summary>The currency that every one of them is in; null when they tell none.</summary>
    public string? Currency { get; }

    public bool IsInSeveralCurrencies { get; private set; }

    public bool Holds(int ordinal) => ordinal >= First && ordinal < First + Count;

    /// <summary>Takes the transaction in when it comes next.</summary>
    public bool GoesOnWith(OfxElement transaction, bool isClosed)
    {
        if (isClosed != IsClosed || transaction.Ordinal != First + Count)
        {
            return false;
        }

        IsInSeveralCurrencies |= isClosed && CurrencyOf(transaction) != Currency;
        Count++;
        return true;
    }

    private static string? CurrencyOf(OfxElement transaction) => transaction.Text("CURRENCY", "CURSYM");
}
