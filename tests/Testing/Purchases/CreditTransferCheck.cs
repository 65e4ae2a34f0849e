using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Financbase.Testing.Purchases;

/// <param name="Name">Who gets it.</param>
/// <param name="Iban">Of the account.</param>
/// <param name="Bic">Of its bank, if it says so.</param>
/// <param name="Remittance">For whom gets it.</param>
/// <param name="Amount">In euro.</param>
/// <param name="EndToEndId">Of the transfer.</param>
public sealed record CheckedTransfer(string Name, string Iban, string? Bic, string Remittance, decimal Amount, string EndToEndId);

/// <summary>
/// Reads a message pain.001.001.09 as a bank's checker would, without anything of the product: which elements there are, in which order, and what may stand in them.
/// </summary>
public sealed partial class CreditTransferCheck
{
    private static readonly XNamespace Names = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    // By parent: its children in their order; ? may be missing, * may be repeated.
    private static readonly Dictionary<string, string> Orders = new()
    {
        ["Document"] = "CstmrCdtTrfInitn",
        ["CstmrCdtTrfInitn"] = "GrpHdr PmtInf",
        ["GrpHdr"] = "MsgId CreDtTm NbOfTxs CtrlSum InitgPty",
        ["PmtInf"] = "PmtInfId PmtMtd BtchBookg? NbOfTxs CtrlSum PmtTpInf ReqdExctnDt Dbtr DbtrAcct DbtrAgt ChrgBr CdtTrfTxInf*",
        ["PmtTpInf"] = "SvcLvl",
        ["SvcLvl"] = "Cd",
        ["ReqdExctnDt"] = "Dt",
        ["CdtTrfTxInf"] = "PmtId Amt CdtrAgt? Cdtr CdtrAcct RmtInf",
        ["PmtId"] = "EndToEndId",
        ["Amt"] = "InstdAmt",
        ["InitgPty"] = "Nm",
        ["Dbtr"] = "Nm",
        ["Cdtr"] = "Nm",
        ["DbtrAcct"] = "Id",
        ["CdtrAcct"] = "Id",
        ["Id"] = "IBAN",
        ["DbtrAgt"] = "FinInstnId",
        ["CdtrAgt"] = "FinInstnId",
        ["FinInstnId"] = "BICFI? Othr?",
        ["Othr"] = "Id",
        ["RmtInf"] = "Ustrd",
    };

    // By leaf: what may stand there.
    private static readonly Dictionary<string, Regex> Shapes = new()
    {
        ["MsgId"] = Identifier(),
        ["PmtInfId"] = Identifier(),
        ["EndToEndId"] = Identifier(),
        ["CreDtTm"] = Moment(),
        ["Dt"] = Date(),
        ["NbOfTxs"] = Digits(),
        ["CtrlSum"] = Amount(),
        ["InstdAmt"] = Amount(),
        ["Nm"] = Name(),
        ["Ustrd"] = Remittance(),
        ["IBAN"] = Iban(),
        ["BICFI"] = Bic(),
        ["PmtMtd"] = new("^TRF\\z"),
        ["Cd"] = new("^SEPA\\z"),
        ["ChrgBr"] = new("^SLEV\\z"),
        ["Id"] = new("^NOTPROVIDED\\z"),
    };

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public string MessageId { get; private set; } = "";

    public string DebtorIban { get; private set; } = "";

    public decimal Total { get; private set; }

    public DateOnly Day { get; private set; }

    public IReadOnlyList<CheckedTransfer> Transfers { get; private set; } = [];

    public static CreditTransferCheck Of(byte[] file)
    {
        var check = new CreditTransferCheck();
        using var stream = new MemoryStream(file);
        var root = XDocument.Load(stream).Root!;
        check.Walk(root);
        if (check._faults.Count == 0)
            check.Read(root);
        return check;
    }

    private void Walk(XElement element)
    {
        if (element.Name.Namespace != Names)
            _faults.Add($"{element.Name} is of another namespace");
        var name = element.Name.LocalName;
        if (!element.HasElements)
        {
            if (!Shapes.TryGetValue(name, out var shape) || !shape.IsMatch(element.Value))
                _faults.Add($"{name} says “{element.Value}”");
            return;
        }

        var order = string.Concat((Orders.GetValueOrDefault(name) ?? "-").Split(' ').Select(one => one[^1] switch
        {
            '?' => $"(?:{one[..^1]} )?",
            '*' => $"(?:{one[..^1]} )+",
            _ => $"{one} ",
        }));
        var children = string.Concat(element.Elements().Select(child => child.Name.LocalName + " "));
        if (!Regex.IsMatch(children, $"^{order}\\z"))
            _faults.Add($"{name} holds {children}");
        foreach (var child in element.Elements())
            Walk(child);
    }

    private void Read(XElement root)
    {
        var batch = root.Descendants(Names + "PmtInf").Single();
        Transfers = [.. batch.Elements(Names + "CdtTrfTxInf").Select(one => new CheckedTransfer(
            Text(one, "Nm"), Text(one, "IBAN"), one.Descendants(Names + "BICFI").SingleOrDefault()?.Value, Text(one, "Ustrd"), Number(Text(one, "InstdAmt")), Text(one, "EndToEndId")))];
        (MessageId, Total, Day) = (Text(root, "MsgId"), Transfers.Sum(one => one.Amount), DateOnly.Parse(Text(batch, "Dt"), CultureInfo.InvariantCulture));
        DebtorIban = batch.Element(Names + "DbtrAcct")!.Value;
        foreach (var part in new[] { root.Descendants(Names + "GrpHdr").Single(), batch })
        {
            if (part.Element(Names + "NbOfTxs")!.Value != $"{Transfers.Count}" || Number(part.Element(Names + "CtrlSum")!.Value) != Total)
                _faults.Add($"{part.Name.LocalName} does not say what its transfers come to");
        }

        if (Transfers.DistinctBy(one => one.EndToEndId).Count() != Transfers.Count)
            _faults.Add("an end-to-end id is there twice");
        if (root.Descendants(Names + "InstdAmt").Any(amount => (string?)amount.Attribute("Ccy") != "EUR" || Number(amount.Value) is < 0.01m or > 999_999_999.99m))
            _faults.Add("an amount is none of SEPA");
        foreach (var iban in root.Descendants(Names + "IBAN").Where(iban => !HasCheckDigits(iban.Value)))
            _faults.Add($"{iban.Value} is no IBAN");
    }

    private static string Text(XElement element, string name) => element.Descendants(Names + name).First().Value;

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    // ISO 7064, in one number.
    private static bool HasCheckDigits(string iban) => System.Numerics.BigInteger.Parse(
        string.Concat((iban[4..] + iban[..4]).Select(sign => char.IsDigit(sign) ? $"{sign}" : $"{sign - 'A' + 10}")), CultureInfo.InvariantCulture) % 97 == 1;

    [GeneratedRegex(@"^(?!/)(?!.*//)[A-Za-z0-9/\-?:().,'+ ]{1,35}(?<!/)\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[A-Za-z0-9/\-?:().,'+ ]{1,70}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9/\-?:().,'+ ]{1,140}\z")]
    private static partial Regex Remittance();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d\z")]
    private static partial Regex Date();

    [GeneratedRegex(@"^\d{1,15}\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\d{1,15}\.\d\d\z")]
    private static partial Regex Amount();

    [GeneratedRegex(@"^[A-Z]{2}\d\d[A-Z0-9]{11,30}\z")]
    private static partial Regex Iban();

    [GeneratedRegex(@"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\z")]
    private static partial Regex Bic();
}
