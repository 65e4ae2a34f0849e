using System.Text.Json;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>createInvoice</c>: the command that people have, sent once by the workflow's service member.</summary>
internal sealed class CreateInvoicePerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "createInvoice";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ChangeAsync(call, (sender, stop) => ChangeAsync(new GivenValues(call.Input), sender, stop), ct);

    private static async Task<Result<JsonElement>> ChangeAsync(GivenValues given, ISender sender, CancellationToken ct)
    {
        var lines = new List<InvoiceLineDraft>();
        foreach (var line in given.List("lines", "description", "quantity", "unitPrice", "discountPercent", "taxRateId", "account", "itemId"))
        {
            lines.Add(new InvoiceLineDraft(
                line.Text("description"), line.Number("quantity") ?? 1, line.Number("unitPrice"), line.Number("discountPercent") ?? 0,
                line.Id("taxRateId") is { } rate ? new TaxRateId(rate) : null, await line.AccountAsync("account", sender, ct),
                line.Id("itemId") is { } item ? new ItemId(item) : null));
        }

        return StepOutputs.Whole(await sender.Send(
            new CreateInvoice(new InvoiceDraft(
                new CustomerId(given.RequiredId("customerId")), lines, given.Day("issueDate"), given.Day("dueDate"), given.Text("currency"), given.Text("reference"), given.Text("note"))), ct));
    }
}
