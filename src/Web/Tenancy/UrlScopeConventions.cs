using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Financbase.Web.Tenancy;

/// <summary>Pages live under <c>/o/{slug}</c>, except those in the folders named here.</summary>
internal static class UrlScopeConventions
{
    private static readonly string[] RootFolders = ["/Personal/", "/Errors/", "/Public/"];

    public static void UseUrlScopes(this PageConventionCollection conventions) =>
        conventions.AddFolderApplicationModelConvention("/", page => page.EndpointMetadata.Add(new UrlScopeAttribute(
            RootFolders.Any(folder => page.ViewEnginePath.StartsWith(folder, StringComparison.Ordinal))
                ? UrlScope.Root
                : UrlScope.Organization)));
}
