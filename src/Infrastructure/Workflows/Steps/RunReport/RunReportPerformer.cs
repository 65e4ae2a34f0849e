using System.Diagnostics;
using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Steps;
using Comparison = Financbase.Domain.Ledger.Comparison;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>runReport</c>: the use case of the report, sent by the workflow's service member.</summary>
internal sealed class RunReportPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "runReport";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ReadAsync(call, (sender, stop) => RunAsync(call.Input, sender, stop), ct);

    private static async Task<Result<JsonElement>> RunAsync(JsonElement input, ISender sender, CancellationToken ct)
    {
        var given = new GivenValues(input.GetProperty("parameters"), "parameters.");
        BankAccountId? account = given.Id("bankAccountId") is { } id ? new BankAccountId(id) : null;
        return input.GetProperty("report").GetString() switch
        {
            "aged_payables" => StepOutputs.Rows(await sender.Send(new GetAgedPayables(given.Day("asOf")!.Value, Compared(given)), ct), report => report.Rows, report => report.Totals),
            "aged_receivables" => StepOutputs.Rows(await sender.Send(new GetAgedReceivables(given.Day("asOf")!.Value, Compared(given)), ct), report => report.Rows, report => report.Totals),
            "balance_sheet" => StepOutputs.Rows(
                await sender.Send(new GetBalanceSheet(given.Day("asOf")!.Value, Compared(given)), ct), Lines),
            "bank_balances" => StepOutputs.Rows(await sender.Send(new GetBankBalances(given.Day("on"), account), ct)),
            "cash_movements" => StepOutputs.Rows(await sender.Send(
                new GetCashMovements(given.Day("from")!.Value, given.Day("to")!.Value, given.Word<ReportPeriod>("by") ?? ReportPeriod.Month, account), ct)),
            "profit_and_loss" => StepOutputs.Rows(
                await sender.Send(
                    new GetProfitAndLoss(given.Day("from")!.Value, given.Day("to")!.Value, Compared(given)), ct), Lines),
            "trial_balance" => StepOutputs.Rows(await sender.Send(new GetTrialBalance(given.Day("asOf")!.Value, Compare: Compared(given)), ct), report => report.Rows, report => report.Totals),
            var unknown => throw new UnreachableException($"There is no report “{unknown}”."),
        };
    }

    private static Comparison Compared(GivenValues given) => given.Word<Comparison>("compare") ?? Comparison.None;

    // A section's own row, without an account, comes after those of its accounts.
    private static IReadOnlyList<StatementRow> Lines(StatementView statement) =>
    [
        .. from section in statement.Sections
           from row in section.Lines.Select(line => new StatementRow(section.Key, line.Key, line.Title, line.Amount, line.Compared))
               .Append(new StatementRow(section.Key, null, section.Title, section.Total, section.Compared))
           select row,
    ];

    private sealed record StatementRow(string Section, string? Code, string Title, Money Amount, Money? Compared);
}
