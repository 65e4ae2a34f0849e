using System.Text.RegularExpressions;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>What banks call their columns, in English, German, French, Spanish, Italian and Dutch; the surest name first.</summary>
internal static partial class ColumnNames
{
    public static readonly string[] Date =
    [
        "booking date", "posting date", "posted date", "date posted", "transaction date", "buchungstag", "buchungsdatum", "buchung",
        "date", "datum", "fecha", "fecha operación", "fecha de operación", "data", "data contabile", "data operazione",
        "date opération", "date de comptabilisation", "boekdatum", "created", "created utc", "completed date", "journaldate",
        "valuta", "value date", "wertstellung", "date valeur", "fecha valor", "data valuta",
    ];

    public static readonly string[] Amount =
        ["amount", "betrag", "umsatz", "montant", "importe", "importo", "bedrag", "net amount", "netamount", "transaction amount", "net"];

    public static readonly string[] AmountIn =
    [
        "deposit", "deposits", "credit", "credit amount", "credits", "paid in", "money in", "in", "received", "haben", "gutschrift",
        "crédit", "abono", "abonos", "entrate", "accrediti", "bij", "einnahmen", "eingang",
    ];

    public static readonly string[] AmountOut =
    [
        "withdrawal", "withdrawals", "debit", "debit amount", "debits", "paid out", "money out", "out", "spent", "soll", "lastschrift",
        "débit", "cargo", "cargos", "uscite", "addebiti", "af", "ausgaben", "ausgang",
    ];

    public static readonly string[] Indicator =
    [
        "debit credit", "credit debit", "dr cr", "cr dr", "d c", "soll haben", "s h", "af bij", "credit debit indicator",
        "transaction type", "type", "direction", "sens", "sign",
    ];

    public static readonly string[] Currency =
        ["currency", "währung", "waehrung", "devise", "divisa", "moneda", "valuta", "munt", "transaction currency"];

    public static readonly string[] Description =
    [
        "description", "desc", "transaction description", "details", "narrative", "memo", "buchungstext", "verwendungszweck", "reason",
        "libellé", "libelle", "concepto", "descripción", "descrizione", "causale", "omschrijving", "mededelingen", "payment reference",
        "remittance information", "text", "particulars",
    ];

    public static readonly string[] Counterparty =
    [
        "counterparty", "payee", "name", "partner name", "auftraggeber empfänger", "empfänger", "beguenstigter zahlungspflichtiger",
        "begünstigter zahlungspflichtiger", "merchant", "merchant name", "beneficiary", "naam tegenpartij", "bénéficiaire",
        "beneficiario", "customer description", "card name",
    ];

    public static readonly string[] Reference =
    [
        "reference", "check number", "checknumber", "cheque number", "num", "end to end reference", "sepa reference", "client reference",
        "kundenreferenz", "référence", "referencia", "riferimento", "kenmerk", "invoice number",
    ];

    public static readonly string[] BankId = ["id", "transaction id", "fitid", "unique id", "transactionid", "referencenumber"];

    public static readonly string[] Account =
    [
        "account", "account number", "iban", "kontonummer", "konto", "auftragskonto", "iban auftragskonto", "account name", "rekening",
        "rekeningnummer", "compte", "numéro de compte", "cuenta", "conto",
    ];

    public static readonly string[] Balance =
        ["balance", "running balance", "runningbalance", "saldo", "kontostand", "solde", "saldo na mutatie", "balance after", "ledger balance"];

    private static readonly (string[] Names, ColumnTraits Traits)[] Worth =
    [
        (Date, ColumnTraits.Days), (Amount, ColumnTraits.Numbers), (AmountIn, ColumnTraits.Numbers), (AmountOut, ColumnTraits.Numbers),
        (Balance, ColumnTraits.Numbers), (Currency, ColumnTraits.Currencies), (Indicator, ColumnTraits.Directions), (BankId, ColumnTraits.Unique),
    ];

    /// <summary>What a column of that plain heading may turn out to be.</summary>
    public static ColumnTraits Traits(string plain) =>
        Worth.Where(kind => kind.Names.Contains(plain)).Aggregate(ColumnTraits.None, (traits, kind) => traits | kind.Traits);

    public static bool AreHeadings(CsvRow row)
    {
        string[] names = [.. row.Cells.Select(Plain)];
        return names.Any(Date.Contains) && names.Any(name => Amount.Contains(name) || AmountIn.Contains(name) || AmountOut.Contains(name));
    }

    /// <summary>Lower case, words only, without a currency code at the end: “Amount (EUR)” is “amount”.</summary>
    public static string Plain(string heading)
    {
        var words = Words().Replace(heading.ToLowerInvariant(), " ").Trim();
        return CurrencyAtEnd(words) is null ? words : words[..^4];
    }

    /// <summary>The currency that a heading ends with, as in “Amount (EUR)”.</summary>
    public static Currency? CurrencyIn(string heading) => CurrencyAtEnd(Words().Replace(heading, " ").Trim());

    /// <summary>The running number of the many “purpose 1 … 14” columns of German banks.</summary>
    public static bool IsPurposePart(string plain) => PurposePart().IsMatch(plain);

    private static Currency? CurrencyAtEnd(string words) =>
        words.Length > 4 && words[^4] == ' ' && SharedCurrency(words[^3..]) is { } currency ? currency : null;

    private static Currency? SharedCurrency(string code) =>
        Domain.SharedKernel.Currency.TryParse(code, out var currency) ? currency : null;

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^(?:vwz|verwendungszweck|purpose)\s*\d{1,2}$")]
    private static partial Regex PurposePart();
}
