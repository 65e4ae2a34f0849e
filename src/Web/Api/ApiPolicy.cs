namespace Financbase.Web.Api;

/// <summary>The API takes credentials of its own; the browser's cookie is never one of them.</summary>
internal static class ApiPolicy
{
    public const string Name = "api";
    public const string Scheme = "ApiKey";
}
