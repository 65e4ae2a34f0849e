using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>A document as other books had it.</summary>
/// <param name="Number">By which it is known.</param>
/// <param name="Issued">Its own day.</param>
/// <param name="Due">The last day to pay; null for what is usual.</param>
/// <param name="Total">What it came to.</param>
/// <param name="Open">What was still to be paid.</param>
/// <param name="Reference">By which the other side knows it.</param>
/// <param name="Description">What it is for.</param>
internal sealed record OpenRow(string Number, DateOnly Issued, DateOnly? Due, Money Total, Money Open, string? Reference, string? Description)
{
    public static IReadOnlyList<ImportField> Fields(ImportField party, params string[] numbers) =>
    [
        ImportField.Text("number", "Number", ["no", "nr", "documentnumber", "docnumber", "belegnummer", "belegnr", "nummer", .. numbers]).Required(),
        party.Required(),
        ImportField.Day("issueDate", "Date", "invoicedate", "billdate", "documentdate", "issued", "datum", "rechnungsdatum", "belegdatum", "dateémission", "fecha").Required(),
        ImportField.Day("dueDate", "Due date", "due", "duedate", "fällig", "fälligam", "fälligkeit", "fälligkeitsdatum", "zahlbarbis", "échéance", "vencimiento"),
        ImportField.Text("currency", "Currency", "currencycode", "währung", "devise", "moneda"),
        ImportField.Amount("total", "Total", "amount", "grossamount", "totalamount", "invoiceamount", "betrag", "rechnungsbetrag", "bruttobetrag", "brutto", "gesamt", "montant"),
        ImportField.Amount("open", "Open amount", "open", "openbalance", "balance", "amountdue", "balancedue", "outstanding", "offen", "offenerbetrag", "restbetrag", "saldo", "solde").Required(),
        ImportField.Text("reference", "Reference", "ref", "ponumber", "ordernumber", "referenz", "bestellnummer", "référence"),
        ImportField.Text("description", "Description", "memo", "subject", "beschreibung", "betreff", "text", "bezeichnung"),
    ];

    /// <summary>Null where something is wrong with it, which is noted at the row.</summary>
    public static OpenRow? Of(ImportRow row, Opening opening)
    {
        var (issued, due, total, open) = (row.Day("issueDate"), row.Day("dueDate"), row.Amount("total"), row.Amount("open"));
        var currency = opening.Base;
        if (row["currency"] is { } code && !Currency.TryParse(code.ToUpperInvariant(), out currency))
            row.Note($"“{code}” is no currency.");
        else if (opening.Rates.GetValueOrDefault(currency) is null)
            row.Note($"There is no exchange rate for {currency.Code} on {opening.Day:yyyy-MM-dd} or before. Add one.");
        if (row.Faults.Count > 0)
            return null;

        var said = row.Tried(() => new OpenRow(
            row["number"]!, issued!.Value, due, Money.FromAmount(total ?? open!.Value, currency), Money.FromAmount(open!.Value, currency), row["reference"], row["description"]));
        if (said is not null && said.Open.Minor > said.Total.Minor)
            row.Note("More is open than it came to.");
        return said;
    }

    /// <summary>What it came to less what was paid of it before, so that it comes to what is open.</summary>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public IReadOnlyList<DocumentLine> Lines(Opening opening)
    {
        var first = new DocumentLine(Description ?? $"What {Number} came to", 1, Total.Amount).Checked(0);
        return Open == Total ? [first] : [first, new DocumentLine($"Paid by {opening.Day:yyyy-MM-dd}", 1, (Open - Total).Amount)];
    }
}
