using Financbase.Application.Access;
using Financbase.Web.Pages.Workflows.Outline;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Access.ApiKeys;

/// <summary>How a key's state is said, drawn and coloured.</summary>
public static class ApiKeyLooks
{
    public static Look Of(ApiKeyState state) => state switch
    {
        ApiKeyState.Active => new("Works", "circle-check", Tone.Ok),
        ApiKeyState.Expired => new("Expired", "hourglass", Tone.Idle),
        ApiKeyState.Revoked => new("Revoked", "ban", Tone.Idle),
    };
}
