using System.Diagnostics;
using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.Banking;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>runReport</c>: the use case of the report, sent by the workflow's service member.</summary>
internal sealed class RunReportPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "runReport";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ReadAsync(call, (sender, stop) => RunAsync(call.Input, sender, stop), ct);

    private static async Task<Result<JsonElement>> RunAsync(JsonElement input, ISender sender, CancellationToken ct)
    {
        var given = new GivenValues(input, "parameters");
        BankAccountId? account = given.Id("bankAccountId") is { } id ? new BankAccountId(id) : null;
        return input.GetProperty("report").GetString() switch
        {
            "bank_balances" => StepOutputs.Rows(await sender.Send(new GetBankBalances(given.Day("on"), account), ct)),
            "cash_movements" => StepOutputs.Rows(await sender.Send(
                new GetCashMovements(given.Day("from")!.Value, given.Day("to")!.Value, given.Word<ReportPeriod>("by") ?? ReportPeriod.Month, account), ct)),
            var unknown => throw new UnreachableException($"There is no report “{unknown}”."),
        };
    }
}
