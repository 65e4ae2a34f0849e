using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Documents;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>
/// What was open when these books began. Each becomes a document for what is open of it, posted against opening balances, so that nothing is earned or spent twice.
/// It is known again by its number, and never changed.
/// </summary>
internal abstract class OpenDocumentImport<TParty, TDocument>(
    IReadRepository<TParty> parties, IRepository<TDocument> documents, OpeningDesk desk, IImportBooks books, ILedger ledger) : IRecordImport
    where TParty : AggregateRoot where TDocument : AggregateRoot, IOpenItem
{
    private readonly List<Moving> _moving = [];
    private Opening _opening = null!;
    private ILookup<string, TParty> _parties = null!;
    private ILookup<string, TDocument> _known = null!;

    public abstract ImportKind Kind { get; }

    public abstract string Permission { get; }

    public abstract IReadOnlyList<ImportField> Fields { get; }

    /// <summary>Of customers or vendors.</summary>
    protected abstract ImportKind PartyKind { get; }

    /// <summary>Where what is owed stands.</summary>
    protected abstract PostingRole Control { get; }

    protected abstract JournalEntrySource Source { get; }

    protected abstract string EntryKind { get; }

    public string? KeyOf(ImportRow row) => Fields.Any(field => field.IsRequired && row[field.Key] is null) ? null : KeyOf(row["number"]!, row["party"]!);

    public async Task<Func<ImportRow, RowPlan>> PrepareAsync(IReadOnlyList<ImportRow> rows, ImportTerms terms, CancellationToken ct)
    {
        _opening = await desk.ReadAsync(terms.Day, Control, rows.Select(row => row["currency"]?.ToUpperInvariant()).OfType<string>().Append(desk.Base), ct);
        var named = await books.FindAsync(PartyKind, Said(rows, "party", name => name), ct);
        var here = (await parties.ListAsync(PartiesById([.. named.Select(one => one.Id).Distinct()]), ct)).ToDictionary(IdOf);
        _parties = named.Where(one => here.ContainsKey(one.Id)).ToLookup(one => one.Key, one => here[one.Id]);
        var numbered = await books.FindAsync(Kind, Said(rows, "number", NumberKey), ct);
        var taken = (await documents.ListAsync(ById([.. numbered.Select(one => one.Id).Distinct()]), ct)).Where(TakesNumber).ToDictionary(IdOf);
        _known = numbered.Where(one => taken.ContainsKey(one.Id)).ToLookup(one => one.Key, one => taken[one.Id]);
        return Plan;
    }

    public async Task TakeAsync(IReadOnlyList<RowPlan> rows, ImportTerms terms, CancellationToken ct)
    {
        // Whoever says opening balances at the same time waits, or has said them by now.
        await ledger.JoinAsync(ct);
        _opening = await desk.ReadAsync(terms.Day, Control, _opening.Rates.Keys.Select(currency => currency.Code), ct);
        foreach (var row in rows)
            row.Do!();
        foreach (var moving in _moving)
            documents.Add(moving.Document);
        await RequireLimitAsync([.. _moving.Select(moving => new Moved(moving.Row.Open, _opening.Day))], ct);
        await MoveInAsync(_moving, _opening, terms, ct);
        await ledger.PostAsync(
            [
                .. _moving.Select(moving => (moving, Postings: PostingsOf(moving, _opening))).Where(pair => pair.Postings.Count > 0).Select(pair => JournalEntry.Of(
                    new(Source, IdOf(pair.moving.Document), EntryKind), _opening.Day, $"{pair.moving.Row.Number}, {NameOf(pair.moving.Party)}, moved in", pair.Postings)),
            ],
            ct);
    }

    public async Task<int> UndoAsync(Guid import, CancellationToken ct)
    {
        Guid[] ids = [.. await books.RecordsOfAsync(import, ct)];
        await HoldAsync(ids, ct);
        var standing = (await documents.ListAsync(ById(ids), ct)).Where(document => !IsVoid(document)).ToList();
        if (standing.Where(IsUsed).Select(NumberOf).ToList() is { Count: > 0 } used)
            throw new DomainException(ImportErrors.InUse($"{string.Join(", ", used.Take(5).Select(number => $"{number} (paid or credited)"))}{(used.Count > 5 ? " and more" : "")}"));

        await RequireLimitAsync([.. standing.Select(document => new Moved(document.Open, document.BookedOn))], ct);
        foreach (var document in standing)
            Void(document, "The import was taken back");
        await ledger.ReverseAsync(await ledger.FindAsync(Source, EntryKind, [.. standing.Select(IdOf)], ct), "The import was taken back", ct);
        return standing.Count;
    }

    /// <summary>All that one file moves, where the permission can be limited by amount.</summary>
    /// <exception cref="DomainException"><c>access.over_limit</c>.</exception>
    protected virtual Task RequireLimitAsync(IReadOnlyCollection<Moved> moved, CancellationToken ct) => Task.CompletedTask;

    protected abstract string NumberKey(string number);

    protected abstract string KeyOf(string number, string party);

    protected abstract Specification<TParty> PartiesById(Guid[] ids);

    protected abstract Specification<TDocument> ById(Guid[] ids);

    protected abstract Guid IdOf(TParty party);

    protected abstract Guid IdOf(TDocument document);

    protected abstract string NameOf(TParty party);

    protected abstract string NumberOf(TDocument document);

    /// <summary>No other document may have its number.</summary>
    protected abstract bool TakesNumber(TDocument document);

    /// <summary>Faults of the number itself.</summary>
    protected abstract string? FaultOf(string number, Opening opening);

    /// <summary>Of those with the number, what stands in the way of another one.</summary>
    protected abstract bool Clashes(TDocument known, TParty party);

    /// <exception cref="DomainException">The domain refuses.</exception>
    protected abstract TDocument Draft(TParty party, OpenRow row, IReadOnlyList<DocumentLine> lines, Opening opening);

    protected abstract bool IsSame(TDocument made, TDocument known, Opening opening);

    /// <summary>Writes their lines and puts them into the books, all but their entries.</summary>
    protected abstract Task MoveInAsync(IReadOnlyList<Moving> moving, Opening opening, ImportTerms terms, CancellationToken ct);

    protected abstract IReadOnlyList<Posting> PostingsOf(Moving moving, Opening opening);

    protected abstract Task HoldAsync(Guid[] ids, CancellationToken ct);

    protected abstract bool IsVoid(TDocument document);

    protected abstract bool IsUsed(TDocument document);

    protected abstract void Void(TDocument document, string reason);

    private static string[] Said(IReadOnlyList<ImportRow> rows, string field, Func<string, string> key) => [.. rows.Select(row => row[field]).OfType<string>().Select(key).Distinct()];

    private RowPlan Plan(ImportRow row)
    {
        var (number, name) = (row["number"]!, row["party"]!);
        var faulty = RowPlan.Faulty($"{number}, {name}");
        if (FaultOf(number, _opening) is { } fault)
            row.Note(fault);
        var party = Party(row, name);
        if (OpenRow.Of(row, _opening) is not { } said || party is null || row.Faults.Count > 0)
            return faulty;

        var title = $"{number}, {name}, {said.Open}";
        if (row.Tried(() => new Moving(party, Drafted(party, said, out var lines), said, lines)) is not { } made)
            return faulty;
        if (_known[NumberKey(number)].FirstOrDefault(known => Clashes(known, party)) is not { } known)
            return new(title, RowOutcome.New, IdOf(made.Document), () => _moving.Add(made));
        if (IsSame(made.Document, known, _opening))
            return new(title, RowOutcome.Same);

        row.Note("Another document has this number here.");
        return faulty;
    }

    private TDocument Drafted(TParty party, OpenRow said, out IReadOnlyList<DocumentLine> lines)
    {
        _opening.Item(said.Open).Check(said.Issued, said.Open.Minor);
        lines = said.Lines(_opening);
        return Draft(party, said, lines, _opening);
    }

    private TParty? Party(ImportRow row, string name)
    {
        TParty[] found = [.. _parties[name]];
        if (found.Length != 1)
            row.Note(found.Length == 0 ? $"There is nobody called “{name}” here. Take in the list of {PartyKind.ToString().ToLowerInvariant()} first." : $"Several are called “{name}”.");
        return found is [var one] ? one : null;
    }

    /// <param name="Party">Who owes it, or is owed.</param>
    /// <param name="Document">A draft, until it is in the books.</param>
    /// <param name="Row">What was said of it.</param>
    /// <param name="Lines">Which come to what is open.</param>
    protected sealed record Moving(TParty Party, TDocument Document, OpenRow Row, IReadOnlyList<DocumentLine> Lines);
}
