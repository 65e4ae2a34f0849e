using System.Text.Json;
using Financbase.Application.Expenses;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>recordExpense</c>: the command that people have, sent once by the workflow's service member.</summary>
internal sealed class RecordExpensePerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "recordExpense";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ChangeAsync(call, (sender, stop) => ChangeAsync(new GivenValues(call.Input), sender, stop), ct);

    private static async Task<Result<JsonElement>> ChangeAsync(GivenValues given, ISender sender, CancellationToken ct)
    {
        var person = given.Id("personId");
        return StepOutputs.Whole(await sender.Send(
            new CreateExpense(new ExpenseDraft(
                given.Text("payee"), given.Number("amount") ?? throw new DomainException(Error.Validation("amount", "An amount is above zero.")),
                await given.AccountAsync("account", sender, ct), given.Day("spentOn"), given.Text("currency"), given.Id("taxRateId") is { } rate ? new TaxRateId(rate) : null,
                given.Text("purpose"), given.Id("vendorId") is { } vendor ? new VendorId(vendor) : null,
                person is null ? ExpensePayer.Organization : ExpensePayer.Person, null, await given.AccountAsync("paidFrom", sender, ct),
                person is { } paid ? new UserId(paid) : null, given.Id("projectId") is { } project ? new ProjectId(project) : null)), ct));
    }
}
