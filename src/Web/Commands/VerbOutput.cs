using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Commands;

/// <summary>Writes a result for a person or, with <c>--json</c>, for a machine.</summary>
public sealed class VerbOutput(TextWriter result, TextWriter progress)
{
    public void Progress(string text) => progress.WriteLine(text);

    /// <summary>A part of a result that is too long to be held.</summary>
    public Task WriteAsync(string text) => result.WriteAsync(text);

    public void Result(VerbLine line, string text, object json) =>
        result.WriteLine(line.WantsJson ? JsonSerializer.Serialize(json, WireJson.Options) : text);
}
