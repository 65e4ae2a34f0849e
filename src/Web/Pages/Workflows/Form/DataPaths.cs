using System.Text.Json;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>What a condition or template of a draft can read, for the form to suggest.</summary>
public static class DataPaths
{
    public static IReadOnlyList<string> Of(DraftForm form) =>
    [
        .. form.Triggers
            .Select(trigger => EventCatalogue.Find(trigger.Fields.GetValueOrDefault("event") ?? ""))
            .OfType<EventType>()
            .SelectMany(type => type.Data.GetProperties())
            .SelectMany(property => Members("trigger." + JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.PropertyType))
            .Concat(form.Steps.SelectMany(Output))
            .Concat(form.Steps.Any(step => step.Fields.GetValueOrDefault("config.onLostResult") == "verify") ? ["answer.status", "answer.body"] : [])
            .Append("now")
            .Distinct(),
    ];

    private static IEnumerable<string> Output(StepForm step) => (StepKinds.BuiltIn.Find(step.Type)?.Card.Output ?? [])
        .Where(member => !member.Name.StartsWith('<'))
        .Select(member => $"steps.{step.Key}.output.{member.Name}")
        .Prepend($"steps.{step.Key}.output");

    private static string[] Members(string path, Type type) => type == typeof(Money) ? [$"{path}.value", $"{path}.currency"] : [path];
}
