using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Importing;

namespace Financbase.Web.Commands;

/// <summary>Tries every n8n file of a folder without keeping any, so that somebody who moves here knows what to expect.</summary>
internal sealed class WorkflowImportCheckVerb(WorkflowLanguage language) : Verb
{
    private const int MostKinds = 20;

    public override string Name => "workflows import-check";

    public override string Usage => "--corpus DIR: tells what an import of each n8n file (*.json) in the folder would make, and keeps nothing";

    public override IReadOnlyCollection<string> Options => ["corpus"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var folder = line.Get("corpus");
        if (!Directory.Exists(folder))
            throw new VerbException($"There is no folder “{folder}”.");

        var (files, whole, partly) = (0, 0, 0);
        var (refused, kinds) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            ct.ThrowIfCancellationRequested();
            files++;
            var imported = N8nImport.Read(await File.ReadAllTextAsync(file, ct), language);
            if (imported.Refusal is { } refusal)
            {
                Count(refused, refusal.Code);
                output.Progress($"{Path.GetRelativePath(folder, file)}: {refusal.Message}");
                continue;
            }

            foreach (var node in imported.Report.Placeholders)
                Count(kinds, node.Type);
            if (imported.Report.Placeholders.Count > 0)
                partly++;
            else
                whole++;
        }

        var wanted = kinds.OrderByDescending(kind => kind.Value).Take(MostKinds).ToDictionary();
        output.Result(
            line,
            string.Join(Environment.NewLine, (IEnumerable<string>)
            [
                $"{files} files: {whole} imported, {partly} with placeholders, {refused.Values.Sum()} refused",
                .. refused.Select(reason => $"  refused as {reason.Key}: {reason.Value}"),
                .. wanted.Select(kind => $"  placeholder for {kind.Key}: {kind.Value}"),
            ]),
            new { files, imported = whole, withPlaceholders = partly, refused, placeholders = wanted });
        return Done;
    }

    private static void Count(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
