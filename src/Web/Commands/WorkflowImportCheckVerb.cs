using System.IO.Enumeration;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Importing;

namespace Financbase.Web.Commands;

/// <summary>
/// Tries every n8n file of a folder without keeping any, so that somebody who moves here knows what to expect. Whatever
/// lies in the folder, each file has a line of the report.
/// </summary>
internal sealed class WorkflowImportCheckVerb(WorkflowLanguage language) : Verb
{
    private const int MostKinds = 20;

    // Twice what is taken, so that a file in another encoding is measured by its text.
    private const long LargestFile = 2L * Limits.PayloadBytes;

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        MaxRecursionDepth = 20,
    };

    public override string Name => "workflows import-check";

    public override string Usage => "--corpus DIR: tells what an import of each n8n file (*.json) in the folder would make, and keeps nothing";

    public override IReadOnlyCollection<string> Options => ["corpus"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var folder = line.Get("corpus");
        if (!Directory.Exists(folder))
            throw new VerbException($"There is no folder “{folder}”.");

        var tried = new List<TriedFile>();
        foreach (var file in Files(folder).Order(StringComparer.Ordinal))
        {
            ct.ThrowIfCancellationRequested();
            tried.Add(Told(Path.GetRelativePath(folder, file), await ReadAsync(file, ct)));
            output.Progress($"{tried[^1].File}: {Words(tried[^1])}");
        }

        Report(line, output, tried);
        return tried.Exists(file => file.Code == Fault) ? FaultFound : Done;
    }

    private const string Fault = "fault";

    // Links to folders are not followed: two that lead back would be a million ways to each file.
    private static FileSystemEnumerable<string> Files(string folder) => new(folder, (ref entry) => entry.ToFullPath(), Everywhere)
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && entry.FileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase),
        ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };

    private static void Report(VerbLine line, VerbOutput output, List<TriedFile> tried)
    {
        var refused = Counted(tried.Where(file => file.Outcome == "refused").Select(file => file.Code!));
        var wanted = Counted(tried.SelectMany(file => file.Placeholders).Select(node => node.Type)).Take(MostKinds).ToDictionary();
        var (whole, partly) = (tried.Count(file => file.Outcome == "imported"), tried.Count(file => file.Outcome == "placeholders"));
        output.Result(
            line,
            string.Join(Environment.NewLine, (IEnumerable<string>)
            [
                $"{tried.Count} files: {whole} imported, {partly} with placeholders, {refused.Values.Sum()} refused",
                .. refused.Select(reason => $"  refused as {reason.Key}: {reason.Value}"),
                .. wanted.Select(kind => $"  placeholder for {kind.Key}: {kind.Value}"),
            ]),
            new { files = tried.Count, imported = whole, withPlaceholders = partly, refused, placeholders = wanted, results = tried });
    }

    private async Task<ImportedFile> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            var length = LengthOf(file);
            return length > LargestFile
                ? ImportedFile.Refused(new ImportRefusal("too_large", WorkflowsErrors.PayloadTooLarge.Message))
                : N8nImport.Read(length == 0 ? "" : await File.ReadAllTextAsync(file, ct), language);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return ImportedFile.Refused(new ImportRefusal("unreadable", unreadable.Message));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return ImportedFile.Refused(new ImportRefusal(Fault, $"A fault of the import, not of the file: {fault.Message}"));
        }
    }

    // A link is as long as what it leads to. A pipe or a device has no length, and is not opened: it may have no end.
    private static long LengthOf(string file) => new FileInfo(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file).Length;

    private static TriedFile Told(string file, ImportedFile imported) => imported.Refusal is { } refusal
        ? new(file, "refused", refusal.Code, refusal.Message, 0, [], 0)
        : new(
            file, imported.Report.Placeholders.Count > 0 ? "placeholders" : "imported", null, null,
            imported.Report.Imported.Count, imported.Report.Placeholders, imported.Report.Warnings.Count);

    private static string Words(TriedFile file) => file.Outcome switch
    {
        "refused" => $"refused, {file.Reason}",
        "placeholders" => $"imported with {file.Placeholders.Count} placeholders: {string.Join(", ", file.Placeholders.Select(node => node.Type).Distinct(StringComparer.Ordinal).Take(5))}",
        _ => "imported",
    };

    private static Dictionary<string, int> Counted(IEnumerable<string> words) => words.CountBy(word => word, StringComparer.Ordinal)
        .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).ToDictionary();

    /// <param name="File">Below the folder.</param>
    /// <param name="Outcome"><c>imported</c>, <c>placeholders</c> or <c>refused</c>.</param>
    /// <param name="Code">Of the refusal.</param>
    /// <param name="Reason">One sentence, when it is refused.</param>
    /// <param name="Imported">How many of its nodes were taken over.</param>
    /// <param name="Placeholders">Those that were not, each with its reason.</param>
    /// <param name="Warnings">How many.</param>
    internal sealed record TriedFile(
        string File, string Outcome, string? Code, string? Reason, int Imported, IReadOnlyList<UnmappedNode> Placeholders, int Warnings);
}
