using System.Text.Json;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>postJournalEntry</c>: the command that people have, sent once by the workflow's service member.</summary>
internal sealed class PostJournalEntryPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "postJournalEntry";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ChangeAsync(call, (sender, stop) => ChangeAsync(new GivenValues(call.Input), sender, stop), ct);

    private static async Task<Result<JsonElement>> ChangeAsync(GivenValues given, ISender sender, CancellationToken ct)
    {
        given.Required("date");
        var postings = new List<PostingDraft>();
        foreach (var line in given.List("lines", "account", "debit", "credit", "memo", "original"))
        {
            postings.Add(new PostingDraft(
                await line.RequiredAccountAsync("account", sender, ct), line.Number("debit"), line.Number("credit"), line.Text("memo"),
                Original: line.Object("original") is { } original ? new ForeignAmount(original.Number("value") ?? 0, original.Required("currency")) : null));
        }

        return StepOutputs.Whole(await sender.Send(new PostJournalEntry(given.Day("date")!.Value, postings, given.Text("memo")), ct));
    }
}
