using Financbase.Application.Ledger;

namespace Financbase.Web.Commands.Ledger;

internal sealed class LedgerVerifyVerb(Operator platform) : Verb
{
    public override string Name => "ledger verify";

    public override string Usage => "[--organization SLUG]: works the books of every organization, or the one, out anew and says what is wrong";

    public override IReadOnlyCollection<string> Options => ["organization"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var (entries, postings) = (0L, 0L);
        List<object> faults = [];
        foreach (var organization in await platform.OrganizationsAsync(line.Find("organization"), ct))
        {
            var found = await platform.SendAsync(new VerifyLedger(), organization, ct);
            (entries, postings) = (entries + found.Entries, postings + found.Postings);
            foreach (var fault in found.Faults)
            {
                output.Progress($"{organization.Identifier}: {fault.Kind} {fault.Id}: {fault.Sentence}");
                faults.Add(new { organization = organization.Identifier, fault.Kind, fault.Id, fault.Sentence });
            }
        }

        output.Result(line, $"{entries} entries, {postings} postings, {faults.Count} faults.", new { entries, postings, faults });
        return faults.Count == 0 ? Done : FaultFound;
    }
}
