namespace Financbase.Infrastructure.Banking.Statements.Camt;

/// <summary>
/// One <c>TxDtls</c>: who, what for, and under which references. What the payer chose (end-to-end id) or a message
/// carries is a reference; only what the bank itself gave identifies a line.
/// </summary>
internal sealed class CamtTransaction(CamtElement detail, bool paidByUs)
{
    /// <summary>The other side: the creditor of what we pay, the debtor of what we get.</summary>
    public string? Counterparty => paidByUs
        ? Name("Cdtr") ?? Name("UltmtCdtr")
        : Name("Dbtr") ?? Name("UltmtDbtr");

    public string? Description => LineText.Clean(string.Join(' ', Remittance())) ?? detail.Text("AddtlTxInf");

    public string? Reference =>
        Structured.Select(info => BankIds.Meaningful(info.Text("CdtrRefInf", "Ref"))).FirstOrDefault(reference => reference is not null)
        ?? BankIds.Meaningful(detail.Text("Refs", "EndToEndId"))
        ?? BankIds.Meaningful(detail.Text("Refs", "InstrId"))
        ?? BankIds.Meaningful(detail.Text("Refs", "MsgId"));

    public string? BankId => BankIds.Meaningful(detail.Text("Refs", "AcctSvcrRef"));

    private IEnumerable<CamtElement> Structured => detail.Child("RmtInf")?.Children("Strd") ?? [];

    private IEnumerable<string> Remittance() =>
        (detail.Child("RmtInf")?.Children("Ustrd") ?? []).Select(words => words.Text())
            .Concat(Structured.SelectMany(info => info.Children("AddtlRmtInf")).Select(words => words.Text()))
            .OfType<string>();

    // From version 8 on a party may be an agent, and stands one level deeper.
    private string? Name(string party) =>
        detail.Text("RltdPties", party, "Nm") ?? detail.Text("RltdPties", party, "Pty", "Nm") ?? detail.Text("RltdPties", party, "Agt", "FinInstnId", "Nm");
}
