using System.Reflection;
using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>
/// An upload as <c>multipart/form-data</c>: the part <c>file</c>, and, as parts or in the address, <c>profile</c> (JSON),
/// <c>preview</c> and <c>automations</c>.
/// </summary>
internal sealed record StatementForm(StatementFile File, CsvProfile? Profile, bool Preview, Automations Automations)
    : IBindableFromHttpContext<StatementForm>
{
    public static async ValueTask<StatementForm?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var form = await StatementMultipart.ReadAsync(context);
        return new StatementForm(
            form.File ?? throw new DomainException(Error.Validation("file", "Attach the statement as the part “file”.")),
            Text("profile") is { } profile ? ReadProfile(profile) : null,
            Text("preview") switch
            {
                null or "false" => false,
                "true" => true,
                _ => throw new DomainException(Error.Validation("preview", "Use true or false.")),
            },
            Text("automations") switch
            {
                null or "all" => Automations.All,
                "new" => Automations.New,
                "none" => Automations.None,
                _ => throw new DomainException(Error.Validation("automations", "Use all, new or none.")),
            });

        string? Text(string name) =>
            new[] { form.Texts.GetValueOrDefault(name, ""), context.Request.Query[name].ToString() }.FirstOrDefault(text => text.Length > 0);
    }

    private static CsvProfile ReadProfile(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, StrictJson.Syntax);
            return StrictJson.Read<CsvProfile>(json.RootElement);
        }
        catch (JsonException broken)
        {
            throw StrictJson.Malformed("The part “profile”", broken);
        }
    }
}
