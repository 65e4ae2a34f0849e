using System.Diagnostics;
using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>updateRecord</c>: the commands that people have, sent once by the workflow's service member, all or none.</summary>
internal sealed class UpdateRecordPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "updateRecord";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ChangeAsync(call, (sender, stop) => ChangeAsync(call.Input, sender, stop), ct);

    private static async Task<Result<JsonElement>> ChangeAsync(JsonElement input, ISender sender, CancellationToken ct)
    {
        var resource = input.GetProperty("resource").GetString()!;
        if (!Guid.TryParse(input.GetProperty("id").GetString(), out var id))
            return Error.NotFound(RecordKind.Find(resource)!.Word);
        var set = input.GetProperty("set");
        foreach (var change in set.EnumerateObject())
        {
            if (await ChangeAsync((resource, change.Name), id, change.Value.GetString()!, sender, ct) is { } error)
                return error;
        }

        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WritePropertyName("set");
            set.WriteTo(writer);
            writer.WriteEndObject();
        });
    }

    private static async Task<Error?> ChangeAsync((string, string) what, Guid id, string value, ISender sender, CancellationToken ct) => (what, value) switch
    {
        (("bank_account", "name"), _) => (await sender.Send(new RenameBankAccount(new(id), value), ct)).Error,
        (("workflow", "status"), "paused") => (await sender.Send(new PauseWorkflow(new(id)), ct)).Error,
        (("workflow", "status"), "published") => (await sender.Send(new ResumeWorkflow(new(id)), ct)).Error,
        (("workflow", "status"), _) => Unknown("status", "paused or published"),
        (("workflow", "archived"), "true") => await ArchiveAsync(new(id), sender, ct),
        (("workflow", "archived"), _) => Unknown("archived", "true"),
        (("execution", "status"), "cancelled") => (await sender.Send(new CancelExecution(new(id)), ct)).Error,
        (("execution", "status"), _) => Unknown("status", "cancelled"),
        _ => throw new UnreachableException($"Nothing changes {what}."),
    };

    // A draft that was never published would be deleted.
    private static async Task<Error?> ArchiveAsync(WorkflowId id, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetWorkflow(id), ct)).Match(
            found => found switch
            {
                { PublishedVersion: null } => WorkflowsErrors.NotPublished,
                { Status: WorkflowStatus.Archived } => WorkflowsErrors.Archived,
                _ => null,
            },
            error => error)
        ?? (await sender.Send(new DeleteWorkflow(id), ct)).Error;

    private static Error Unknown(string member, string words) => Error.Rule("workflows.value_invalid", $"“set.{member}” did not work out to {words}.");
}
