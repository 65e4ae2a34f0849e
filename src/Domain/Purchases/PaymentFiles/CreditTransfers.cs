using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases.PaymentFiles;

/// <summary>
/// Orders to a bank to transfer money within SEPA, all from one account on one day: a message pain.001.001.09 of ISO 20022 with one batch. Source: EPC132-08,
/// implementation guidelines for customer-to-bank SEPA credit transfers. The same orders are always the same bytes.
/// </summary>
/// <param name="MessageId">1 to 35 characters, never used for another message.</param>
/// <param name="CreatedAt">When, to the second.</param>
/// <param name="ExecutionDate">When the bank takes the money from the account.</param>
/// <param name="Debtor">Whose account.</param>
/// <param name="Transfers">At least one.</param>
public sealed record CreditTransfers(string MessageId, DateTimeOffset CreatedAt, DateOnly ExecutionDate, TransferParty Debtor, IReadOnlyList<CreditTransfer> Transfers)
{
    /// <summary>In minor units: the rulebook has nothing above 999,999,999.99 euro.</summary>
    public const long MostMinor = 99_999_999_999;

    public const int LongestName = 70;
    public const int LongestRemittance = 140;

    private static readonly XNamespace Names = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    public Money Total => Transfers.Aggregate(Money.Zero(Transfers[0].Amount.Currency), (sum, one) => sum + one.Amount);

    /// <summary>The message, in UTF-8.</summary>
    public byte[] ToFile()
    {
        var document = new XDocument(new XElement(Names + "Document", Element("CstmrCdtTrfInitn", Header(), Batch())));
        using var file = new MemoryStream();
        using (var writer = XmlWriter.Create(file, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
            document.Save(writer);
        return file.ToArray();
    }

    private XElement Header() => Element(
        "GrpHdr",
        Element("MsgId", MessageId), Element("CreDtTm", CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        Element("NbOfTxs", Count), Element("CtrlSum", Total.ToPlainString()), Element("InitgPty", Element("Nm", Debtor.Name)));

    private XElement Batch() => Element(
        "PmtInf",
        Element("PmtInfId", MessageId), Element("PmtMtd", "TRF"), Element("NbOfTxs", Count), Element("CtrlSum", Total.ToPlainString()),
        Element("PmtTpInf", Element("SvcLvl", Element("Cd", "SEPA"))),
        Element("ReqdExctnDt", Element("Dt", ExecutionDate.ToString("O", CultureInfo.InvariantCulture))),
        Element("Dbtr", Element("Nm", Debtor.Name)), AccountOf("DbtrAcct", Debtor), BankOf("DbtrAgt", Debtor) ?? UnknownBank(), Element("ChrgBr", "SLEV"),
        Transfers.Select(Order));

    private static XElement Order(CreditTransfer transfer) => Element(
        "CdtTrfTxInf",
        Element("PmtId", Element("EndToEndId", transfer.EndToEndId)),
        Element("Amt", new XElement(Names + "InstdAmt", new XAttribute("Ccy", transfer.Amount.Currency.Code), transfer.Amount.ToPlainString())),
        BankOf("CdtrAgt", transfer.Creditor), Element("Cdtr", Element("Nm", transfer.Creditor.Name)), AccountOf("CdtrAcct", transfer.Creditor),
        Element("RmtInf", Element("Ustrd", transfer.Remittance)));

    private string Count => Transfers.Count.ToString(CultureInfo.InvariantCulture);

    private static XElement AccountOf(string name, TransferParty party) => Element(name, Element("Id", Element("IBAN", party.Iban)));

    // The IBAN is enough; a payer's bank has to be named all the same.
    private static XElement? BankOf(string name, TransferParty party) =>
        party.Bic is { } bic ? Element(name, Element("FinInstnId", Element("BICFI", bic))) : null;

    private static XElement UnknownBank() => Element("DbtrAgt", Element("FinInstnId", Element("Othr", Element("Id", "NOTPROVIDED"))));

    private static XElement Element(string name, params object?[] content) => new(Names + name, content);
}

/// <param name="EndToEndId">1 to 35 characters, never used for another transfer; statements of both banks show it.</param>
/// <param name="Amount">In euro, above zero.</param>
/// <param name="Creditor">Who gets it.</param>
/// <param name="Remittance">For whom gets it, as <see cref="SepaText"/>.</param>
public sealed record CreditTransfer(string EndToEndId, Money Amount, TransferParty Creditor, string Remittance);

/// <param name="Name">As <see cref="SepaText"/>, 1 to 70 characters.</param>
/// <param name="Iban">Of the account, without blanks.</param>
/// <param name="Bic">Of its bank; null where it is not known.</param>
public sealed record TransferParty(string Name, string Iban, string? Bic = null);
